"""The operations of the API, each by the name that it has in its document."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from .http import Http, Patience
from .types import (
    BatchPageView,
    BatchView,
    CancelledView,
    DeliveryPageView,
    DeliveryView,
    EnhanceRequest,
    EnhancementView,
    ErasedView,
    Health,
    HeldUpload,
    HoldingView,
    JobPageView,
    JobRequest,
    JobStatus,
    JobView,
    LimitsView,
    ModelsView,
    Options,
    PreviewView,
    QuoteView,
    Ready,
    RecipesView,
    SecretView,
    TenantsView,
    UploadPageView,
    UploadView,
    WebhooksView,
    WebhookView,
)


def _path(*words: str) -> str:
    return "/v1/" + "/".join(quote(word, safe="") for word in words)


def _query(**values: Any) -> str:
    given = {name: value for name, value in values.items() if value is not None}
    return "?" + urlencode(given) if given else ""


class Operations:
    """A server, and a key for it: what Azulejo is made of."""

    def __init__(self, server: str, key: str, patience: Patience = Patience()):
        self._http = Http(server, key, patience)

    # Uploads.

    def create_upload(self, name: str, bytes: int, sha256: str | None = None) -> UploadView:
        value = {"name": name, "bytes": bytes, **({"sha256": sha256} if sha256 else {})}
        return self._http.json("POST", _path("uploads"), value, Idempotency_Key=str(uuid.uuid4()))

    def list_uploads(self, *, limit: int | None = None, cursor: str | None = None) -> UploadPageView:
        return self._http.json("GET", _path("uploads") + _query(limit=limit, cursor=cursor))

    def get_upload(self, id: str) -> HeldUpload:
        return self._http.json("GET", _path("uploads", id))

    def delete_upload(self, id: str) -> None:
        self._http.json("DELETE", _path("uploads", id))

    # Jobs.

    def create_quote(self, order: JobRequest) -> QuoteView:
        """What a job would come to; nothing is started."""
        return self._http.json("POST", _path("quotes"), order)

    def create_job(self, order: JobRequest, *, idempotency_key: str | None = None, wait: int | None = None) -> JobView:
        """Starts a job, or finds the one that the same request has started. wait: up to 25 seconds for its end."""
        key = idempotency_key or str(uuid.uuid4())
        prefer = None if wait is None else f"wait={wait}"
        return self._http.json("POST", _path("jobs"), order, Idempotency_Key=key, Prefer=prefer)

    def list_jobs(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        status: JobStatus | None = None,
        recipe: str | None = None,
        created_from: str | None = None,
        created_before: str | None = None,
        batch: str | None = None,
    ) -> JobPageView:
        times = {"createdFrom": created_from, "createdBefore": created_before}
        query = _query(limit=limit, cursor=cursor, status=status, recipe=recipe, batch=batch, **times)
        return self._http.json("GET", _path("jobs") + query)

    def get_job(self, id: str) -> JobView:
        return self._http.json("GET", _path("jobs", id))

    def follow_job(self, id: str) -> Iterator[JobView]:
        """The job at each change, by one stream, which may end before the job has: see wait."""
        return self._http.events(_path("jobs", id, "events"))

    def get_job_preview(self, id: str) -> PreviewView:
        return self._http.json("GET", _path("jobs", id, "preview"))

    def cancel_job(self, id: str) -> JobView:
        return self._http.json("POST", _path("jobs", id, "cancel"), harmless=False)

    def redrive_job(self, id: str) -> JobView:
        return self._http.json("POST", _path("jobs", id, "redrive"), harmless=False)

    def delete_job(self, id: str) -> None:
        self._http.json("DELETE", _path("jobs", id))

    # Batches.

    def create_batch(
        self, jobs: Iterable[JobRequest], options: Options | None = None, *, idempotency_key: str | None = None
    ) -> BatchView:
        """Starts up to 1,000 jobs, all or none. What a job says itself goes before the options for all."""
        value = {"jobs": list(jobs), "options": options or {}}
        return self._http.json("POST", _path("batches"), value, Idempotency_Key=idempotency_key or str(uuid.uuid4()))

    def list_batches(self, *, limit: int | None = None, cursor: str | None = None) -> BatchPageView:
        return self._http.json("GET", _path("batches") + _query(limit=limit, cursor=cursor))

    def get_batch(self, id: str) -> BatchView:
        return self._http.json("GET", _path("batches", id))

    def cancel_batch(self, id: str) -> BatchView:
        return self._http.json("POST", _path("batches", id, "cancel"))

    # Webhooks. What is sent to them, verify believes or not.

    def create_webhook(self, url: str, types: Iterable[str] | None = None, *, named: bool = False) -> SecretView:
        """named: url is an origin, such as https://shop.example.com, and hears of jobs that name an address there."""
        value = {"url": url, **({"types": list(types)} if types is not None else {}), **({"named": True} if named else {})}
        return self._http.json("POST", _path("webhooks"), value, Idempotency_Key=str(uuid.uuid4()))

    def list_webhooks(self) -> WebhooksView:
        return self._http.json("GET", _path("webhooks"))

    def get_webhook(self, id: str) -> WebhookView:
        return self._http.json("GET", _path("webhooks", id))

    def change_webhook(self, id: str, *, url: str | None = None, types: Iterable[str] | None = None) -> WebhookView:
        """What is left out stays."""
        value = {"url": url, "types": None if types is None else list(types)}
        return self._http.json("PATCH", _path("webhooks", id), {name: its for name, its in value.items() if its is not None})

    def delete_webhook(self, id: str) -> None:
        self._http.json("DELETE", _path("webhooks", id))

    def test_webhook(self, id: str) -> DeliveryView:
        return self._http.json("POST", _path("webhooks", id, "test"), harmless=False)

    def enable_webhook(self, id: str) -> WebhookView:
        return self._http.json("POST", _path("webhooks", id, "enable"), harmless=False)

    def rotate_webhook_secret(self, id: str) -> SecretView:
        """Makes a new secret; for a day the one before signs as well."""
        return self._http.json("POST", _path("webhooks", id, "rotate"), harmless=False)

    def list_webhook_deliveries(self, id: str, *, limit: int | None = None, cursor: str | None = None) -> DeliveryPageView:
        return self._http.json("GET", _path("webhooks", id, "deliveries") + _query(limit=limit, cursor=cursor))

    def resend_webhook_delivery(self, id: str, event: str) -> DeliveryView:
        return self._http.json("POST", _path("webhooks", id, "deliveries", event, "resend"), harmless=False)

    # What the server can do, and how much of it.

    def list_recipes(self) -> RecipesView:
        return self._http.json("GET", _path("recipes"))

    def list_models(self) -> ModelsView:
        return self._http.json("GET", _path("models"))

    def get_options_schema(self) -> dict[str, Any]:
        return self._http.json("GET", _path("options"))

    def get_limits(self) -> LimitsView:
        return self._http.json("GET", _path("limits"))

    def get_health(self) -> Health:
        return self._http.json("GET", _path("health"))

    def get_readiness(self) -> Ready:
        """A Problem with the status 503 if no jobs can be taken."""
        return self._http.json("GET", _path("ready"))

    # The words of other APIs.

    def create_enhancement(self, request: EnhanceRequest, *, wait: int | None = None) -> EnhancementView:
        prefer = None if wait is None else f"wait={wait}"
        return self._http.json("POST", _path("enhance"), request, Idempotency_Key=str(uuid.uuid4()), Prefer=prefer)

    def get_enhancement(self, id: str) -> EnhancementView:
        return self._http.json("GET", _path("enhance", id))

    # Tenants, for the owner of a server alone.

    def list_tenants(self) -> TenantsView:
        return self._http.json("GET", _path("tenants"))

    def get_tenant(self, tenant: str) -> HoldingView:
        return self._http.json("GET", _path("tenants", tenant))

    def list_tenant_jobs(self, tenant: str, *, limit: int | None = None, cursor: str | None = None) -> JobPageView:
        return self._http.json("GET", _path("tenants", tenant, "jobs") + _query(limit=limit, cursor=cursor))

    def list_tenant_uploads(self, tenant: str, *, limit: int | None = None, cursor: str | None = None) -> UploadPageView:
        return self._http.json("GET", _path("tenants", tenant, "uploads") + _query(limit=limit, cursor=cursor))

    def cancel_tenant_jobs(self, tenant: str) -> CancelledView:
        return self._http.json("POST", _path("tenants", tenant, "cancel"))

    def erase_tenant(self, tenant: str) -> ErasedView:
        """Removes all that a tenant has; where some is left, as time was up, erase again."""
        return self._http.json("DELETE", _path("tenants", tenant) + _query(confirm=tenant))
