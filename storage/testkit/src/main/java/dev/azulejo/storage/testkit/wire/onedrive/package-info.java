/// OneDrive and SharePoint on the wire, for tests: Microsoft Graph v1.0 as far as files go, and the token endpoint.
@NullMarked
package dev.azulejo.storage.testkit.wire.onedrive;

import org.jspecify.annotations.NullMarked;
