/// Stores files in OneDrive and SharePoint, by Microsoft Graph v1.0.
@NullMarked
package dev.azulejo.storage.drives.onedrive;

import org.jspecify.annotations.NullMarked;
