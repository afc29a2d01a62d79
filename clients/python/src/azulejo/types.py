"""What the API takes and says. Made by clients/write_types.py from docs/openapi.json: change nothing here."""

from typing import Any, Literal, NotRequired, TypedDict, Union


class AmountView(TypedDict):
    done: float
    all: float


class ArenaView(TypedDict):
    title: str
    reasons: list[str]


class AttemptView(TypedDict):
    at: "Instant"
    seconds: float
    status: Union[int, None]
    detail: str


class BatchBriefView(TypedDict):
    id: str
    createdAt: "Instant"
    jobs: int
    links: "BatchLinksView"


class BatchJobView(TypedDict):
    id: str
    status: "JobStatus"
    self: str


class BatchLinksView(TypedDict):
    self: str
    cancel: str


class BatchPageView(TypedDict):
    batches: list["BatchBriefView"]
    next: Union[str, None]


class BatchRequest(TypedDict):
    options: NotRequired["Options"]
    webhook: NotRequired[str]
    expiresIn: NotRequired[int]
    copyTo: NotRequired[str]
    jobs: list["JobRequest"]


class BatchView(TypedDict):
    id: str
    createdAt: "Instant"
    ended: bool
    counts: dict[str, int]
    megapixels: "AmountView"
    jobs: list["BatchJobView"]
    links: "BatchLinksView"


class CancelledView(TypedDict):
    tenant: str
    cancelled: int


class DeliveryLinksView(TypedDict):
    resend: str


class DeliveryPageView(TypedDict):
    deliveries: list["DeliveryView"]
    next: Union[str, None]

DeliveryStatus = Literal["pending", "delivered", "dead"]

class DeliveryView(TypedDict):
    event: str
    type: str
    status: "DeliveryStatus"
    createdAt: "Instant"
    url: Union[str, None]
    attempts: list["AttemptView"]
    nextAttemptAt: Union["Instant", None]
    links: "DeliveryLinksView"


class EnhanceRequest(TypedDict):
    url: NotRequired[Union[str, None]]
    upload: NotRequired[Union[str, None]]
    width: NotRequired[Union[int, None]]
    height: NotRequired[Union[int, None]]
    scale: NotRequired[Union[float, None]]
    enhancements: NotRequired[Union[list[Literal["upscale", "enhance", "smart_enhance", "clean", "decompress", "denoise", "digital_art", "anime", "document", "detail"]], None]]
    output_format: NotRequired[Union[str, None]]
    quality: NotRequired[Union[int, None]]
    max_file_size: NotRequired[Union[str, None]]
    webhook: NotRequired[Union[str, None]]
    expires_in: NotRequired[Union[int, None]]
    copy_to: NotRequired[Union[str, None]]


class EnhancementView(TypedDict):
    id: str
    status: "JobStatus"
    result_url: Union[str, None]
    error: Union[str, None]


class ErasedView(TypedDict):
    tenant: str
    jobs: int
    uploads: int
    left: int


class Health(TypedDict):
    status: str

HeldUpload = TypedDict(
    "HeldUpload",
    {
        "id": str,
        "name": str,
        "bytes": int,
        "createdAt": "Instant",
        "complete": bool,
        "from": Union[str, None],
        "jobs": list[str],
        "expiresAt": Union["Instant", None],
        "url": Union[str, None],
    },
)

class HoldingView(TypedDict):
    tenant: str
    jobs: int
    openJobs: int
    uploads: int
    uploadBytes: int
    batches: int
    webhooks: int

InputView = TypedDict(
    "InputView",
    {
        "upload": str,
        "name": str,
        "bytes": int,
        "from": Union[str, None],
        "url": Union[str, None],
    },
)
Instant = str

class JobInput(TypedDict):
    upload: NotRequired[str]
    url: NotRequired[str]
    uri: NotRequired[str]


class JobPageView(TypedDict):
    jobs: list["JobView"]
    next: Union[str, None]


class JobRequest(TypedDict):
    input: "JobInput"
    options: NotRequired["Options"]
    metadata: NotRequired[dict[str, str]]
    webhook: NotRequired[str]
    expiresIn: NotRequired[int]
    copyTo: NotRequired[str]

JobStatus = Literal["queued", "running", "succeeded", "rejected", "failed", "cancelled", "superseded", "deleted"]

class JobView(TypedDict):
    id: str
    status: "JobStatus"
    attempt: int
    createdAt: "Instant"
    endedAt: Union["Instant", None]
    expiresAt: Union["Instant", None]
    input: "InputView"
    options: dict[str, Any]
    metadata: dict[str, str]
    webhooks: list[str]
    recipe: Union[str, None]
    chosen: Union[str, None]
    size: Union["SizeView", None]
    progress: "ProgressView"
    results: list["ResultView"]
    warnings: list[str]
    seconds: dict[str, float]
    problem: Union["TroubleView", None]
    links: "LinksView"


class LimitsView(TypedDict):
    requestsPerMinute: Union[int, None]
    openMegapixels: Union["ShareView", None]
    monthMegapixels: Union["ShareView", None]
    uploadMegabytes: Union["ShareView", None]
    keepDays: Union[int, None]
    monthEndsAt: "Instant"


class LinksView(TypedDict):
    self: str
    events: str
    stream: str
    cancel: str
    redrive: str


class ModelView(TypedDict):
    id: str
    version: str
    about: str
    scale: int
    licence: str
    ready: bool


class ModelsView(TypedDict):
    models: list["ModelView"]


class NewUpload(TypedDict):
    name: str
    bytes: int
    sha256: NotRequired[Union[str, None]]


class NewWebhook(TypedDict):
    url: str
    types: NotRequired[list[Literal["dev.azulejo.image.enhanced.v1", "dev.azulejo.image.superseded.v1", "dev.azulejo.image.rejected.v1", "dev.azulejo.image.failed.v1", "dev.azulejo.image.cancelled.v1"]]]
    named: NotRequired[bool]


class PictureView(TypedDict):
    noise: Union[float, None]
    noiseBy: dict[str, float]
    noiseShare: Union[float, None]
    jpegQuality: Union[int, None]
    blur: Union[float, None]
    overshoot: Union[float, None]
    kinds: dict[str, float]


class PreviewView(TypedDict):
    before: Union["PyramidView", None]
    after: "PyramidView"


class ProgressView(TypedDict):
    stage: Union[str, None]
    tiles: "AmountView"
    megapixels: "AmountView"
    secondsLeft: Union[float, None]


class PyramidView(TypedDict):
    bytes: int
    url: str
    expiresAt: "Instant"


class QuestionView(TypedDict):
    number: NotRequired[int]
    width: NotRequired[int]
    height: NotRequired[int]
    done: NotRequired[str]
    answered: NotRequired[int]


class QuoteView(TypedDict):
    input: "QuotedInputView"
    recipe: str
    chosen: Union[str, None]
    picture: Union["PictureView", None]
    results: list["QuotedResultView"]
    tiles: int
    megapixels: float
    seconds: float
    memoryBytes: int
    diskBytes: int
    warnings: list[str]
    refusal: Union["RefusalView", None]


class QuotedInputView(TypedDict):
    name: str
    bytes: int
    width: int
    height: int


class QuotedResultView(TypedDict):
    width: int
    height: int
    format: str


class Ready(TypedDict):
    status: str


class RecipeView(TypedDict):
    name: str
    about: str
    scales: list[int]


class RecipesView(TypedDict):
    recipes: list["RecipeView"]


class RefusalView(TypedDict):
    reason: str
    detail: str
    advice: str


class ResultView(TypedDict):
    name: str
    width: int
    height: int
    bytes: int
    format: str
    mediaType: str
    url: str
    expiresAt: "Instant"
    copy: Union[str, None]


class SecretView(TypedDict):
    webhook: "WebhookView"
    secret: str
    previousUntil: Union["Instant", None]


class ShareView(TypedDict):
    used: float
    allowed: int


class SizeView(TypedDict):
    width: int
    height: int
    bands: int


class TenantsView(TypedDict):
    tenants: list[str]


class TroubleView(TypedDict):
    reason: str
    detail: str
    advice: Union[str, None]


class UploadPageView(TypedDict):
    uploads: list["HeldUpload"]
    next: Union[str, None]


class UploadPartView(TypedDict):
    number: int
    bytes: int
    url: str
    headers: dict[str, str]


class UploadView(TypedDict):
    id: str
    name: str
    bytes: int
    parts: list["UploadPartView"]
    expiresAt: "Instant"


class UsagePageView(TypedDict):
    usage: list["UsageView"]
    next: Union[str, None]


class UsageView(TypedDict):
    day: str
    key: str
    jobs: int
    succeeded: int
    pixelsIn: int
    pixelsOut: int
    bytesIn: int
    bytesOut: int


class VoteView(TypedDict):
    counted: bool


class Voted(TypedDict):
    choice: NotRequired[Literal["left", "right", "tie", "both_bad"]]
    reasons: NotRequired[list[str]]


class WebhookChange(TypedDict):
    url: NotRequired[str]
    types: NotRequired[Union[list[Literal["dev.azulejo.image.enhanced.v1", "dev.azulejo.image.superseded.v1", "dev.azulejo.image.rejected.v1", "dev.azulejo.image.failed.v1", "dev.azulejo.image.cancelled.v1"]], None]]


class WebhookLinksView(TypedDict):
    self: str
    deliveries: str
    test: str
    rotate: str
    enable: str

WebhookStatus = Literal["enabled", "disabled"]

class WebhookView(TypedDict):
    id: str
    url: str
    types: list[str]
    named: bool
    createdAt: "Instant"
    status: "WebhookStatus"
    reason: Union[str, None]
    disabledAt: Union["Instant", None]
    failingSince: Union["Instant", None]
    links: "WebhookLinksView"


class WebhooksView(TypedDict):
    webhooks: list["WebhookView"]


class ProblemErrors(TypedDict):
    pointer: str
    detail: str


class Problem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list["ProblemErrors"]]


class JobEventData(TypedDict):
    kind: NotRequired[Literal["succeeded", "rejected", "failed", "cancelled"]]
    job: NotRequired[str]
    attempt: NotRequired[int]
    reason: NotRequired[str]
    detail: NotRequired[str]
    warnings: NotRequired[list[str]]
    metadata: NotRequired[dict[str, str]]
    webhook: NotRequired[str]


class JobEvent(TypedDict):
    specversion: Literal["1.0"]
    id: str
    source: str
    type: Literal["dev.azulejo.image.enhanced.v1", "dev.azulejo.image.superseded.v1", "dev.azulejo.image.rejected.v1", "dev.azulejo.image.failed.v1", "dev.azulejo.image.cancelled.v1", "dev.azulejo.webhook.test.v1"]
    subject: str
    time: str
    datacontenttype: Literal["application/json"]
    data: "JobEventData"

Options = TypedDict(
    "Options",
    {
        "recipe": NotRequired[Literal["auto", "photo-x2", "photo-x4", "restore-x2", "restore-x4", "anime-x2", "anime-x4", "scan", "dejpeg", "denoise", "deblur", "detail-x4", "resize"]],
        "preset": NotRequired[Literal["marketplace", "real-estate", "print", "archive"]],
        "scale": NotRequired[float],
        "steps": NotRequired[Union[str, list[str]]],
        "strength": NotRequired[float],
        "denoise": NotRequired[int],
        "format": NotRequired[Literal["avif", "dzi", "iiif", "jpeg", "png", "szi", "tiff", "webp"]],
        "quality": NotRequired[int],
        "compression": NotRequired[Literal["deflate", "none"]],
        "metadata": NotRequired[Literal["keep", "strip-gps", "strip"]],
        "colour": NotRequired[Literal["keep", "srgb", "p3", "grey"]],
        "wrap": NotRequired[Literal["both", "across", "down"]],
        "width": NotRequired[int],
        "height": NotRequired[int],
        "fit": NotRequired[Literal["inside", "contain", "cover", "fill"]],
        "percent": NotRequired[float],
        "at-least": NotRequired[int],
        "canvas": NotRequired[str],
        "background": NotRequired[str],
        "print": NotRequired[str],
        "dpi": NotRequired[float],
        "max-bytes": NotRequired[Union[int, str]],
        "page": NotRequired[int],
        "also": NotRequired[Union[str, list[str]]],
    },
)
