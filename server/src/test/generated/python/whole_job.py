"""Does a whole job with a client that was made from the API's document, and nothing else.

Called with the folder that has the client, the server's address, a key, a picture and where its result goes. Whatever the
document does not say, the client does not know, and this fails. Links that lead elsewhere, to a bucket, are none of the
API's: they are followed as they are.
"""

import sys
import time
from pathlib import Path

import httpx

packages, address, key, picture, result = sys.argv[1:]
sys.path.insert(0, packages)

from azulejo_client import AuthenticatedClient, Client  # noqa: E402
from azulejo_client.api.content import get_content, put_content  # noqa: E402
from azulejo_client.api.jobs import cancel_job, create_job, delete_job, follow_job, get_job, list_jobs, redrive_job  # noqa: E402
from azulejo_client.api.quotes import create_quote  # noqa: E402
from azulejo_client.api.uploads import create_upload, get_upload  # noqa: E402
from azulejo_client.api.webhooks import create_webhook, delete_webhook  # noqa: E402
from azulejo_client.models import JobInput, JobRequest, JobStatus, NewUpload, NewWebhook, Options, Problem  # noqa: E402
from azulejo_client.models.options_recipe import OptionsRecipe  # noqa: E402
from azulejo_client.types import File  # noqa: E402

client = AuthenticatedClient(base_url=address, token=key, raise_on_unexpected_status=True)
open_client = Client(base_url=address, raise_on_unexpected_status=True)


def link(url):
    """The two variables of a link's path."""
    return url.split("/")[3:5]


data = Path(picture).read_bytes()
upload = create_upload.sync(client=client, body=NewUpload(name="cat.png", bytes_=len(data)))
[part] = upload.parts
headers = part.headers.additional_properties
if part.url.startswith("http"):
    assert httpx.put(part.url, headers=headers, content=data).is_success
else:
    with open(picture, "rb") as body:
        put = open_client.with_headers(headers)
        assert put_content.sync_detailed(*link(part.url), client=put, body=File(payload=body)).status_code == 204
assert get_upload.sync(upload.id, client=client).complete

order = JobRequest(input_=JobInput(upload=upload.id), options=Options(recipe=OptionsRecipe.RESIZE, percent=50))
quote = create_quote.sync(client=client, body=order)
assert quote.results[0].width == 30, quote

hook = create_webhook.sync(client=client, body=NewWebhook(url="https://example.com/hook"))
assert hook.secret.startswith("whsec_")

job = create_job.sync(client=client, body=order, prefer="wait=25", idempotency_key="whole job")
while job.status in (JobStatus.QUEUED, JobStatus.RUNNING):
    time.sleep(0.2)
    job = get_job.sync(job.id, client=client)
assert job.status == JobStatus.SUCCEEDED, job
assert "event:job" in follow_job.sync_detailed(job.id, client=client).content.decode()
assert job.id in [its.id for its in list_jobs.sync(client=client, limit=5, status=JobStatus.SUCCEEDED).jobs]

[made] = job.results
if made.url.startswith("http"):
    Path(result).write_bytes(httpx.get(made.url).raise_for_status().content)
else:
    Path(result).write_bytes(get_content.sync(*link(made.url), client=open_client).payload.read())

refused = cancel_job.sync_detailed(job.id, client=client)
assert refused.status_code == 409 and isinstance(refused.parsed, Problem), refused
assert redrive_job.sync_detailed(job.id, client=client).status_code == 409
assert delete_webhook.sync_detailed(hook.webhook.id, client=client).status_code == 204
assert delete_job.sync_detailed(job.id, client=client).status_code == 204
assert get_job.sync_detailed(job.id, client=client).status_code == 410
print("done")
