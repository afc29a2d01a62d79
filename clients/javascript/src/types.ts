// What the API takes and says. Made by clients/write_types.py from docs/openapi.json: change nothing here.

export interface AmountView {
  done: number;
  all: number;
}
export interface ArenaView {
  title: string;
  reasons: string[];
}
export interface AttemptView {
  at: Instant;
  seconds: number;
  status: number | null;
  detail: string;
}
export interface BatchBriefView {
  id: string;
  createdAt: Instant;
  jobs: number;
  links: BatchLinksView;
}
export interface BatchJobView {
  id: string;
  status: JobStatus;
  self: string;
}
export interface BatchLinksView {
  self: string;
  cancel: string;
}
export interface BatchPageView {
  batches: BatchBriefView[];
  next: string | null;
}
export interface BatchRequest {
  options?: Options;
  webhook?: string;
  expiresIn?: number;
  copyTo?: string;
  jobs: JobRequest[];
}
export interface BatchView {
  id: string;
  createdAt: Instant;
  ended: boolean;
  counts: { [name: string]: number };
  megapixels: AmountView;
  jobs: BatchJobView[];
  links: BatchLinksView;
}
export interface CancelledView {
  tenant: string;
  cancelled: number;
}
export interface DeliveryLinksView {
  resend: string;
}
export interface DeliveryPageView {
  deliveries: DeliveryView[];
  next: string | null;
}
export type DeliveryStatus = "pending" | "delivered" | "dead";
export interface DeliveryView {
  event: string;
  type: string;
  status: DeliveryStatus;
  createdAt: Instant;
  url: string | null;
  attempts: AttemptView[];
  nextAttemptAt: Instant | null;
  links: DeliveryLinksView;
}
export interface EnhanceRequest {
  url?: string | null;
  upload?: string | null;
  width?: number | null;
  height?: number | null;
  scale?: number | null;
  enhancements?: ("upscale" | "enhance" | "smart_enhance" | "clean" | "decompress" | "denoise" | "digital_art" | "anime" | "document" | "detail")[] | null;
  output_format?: string | null;
  quality?: number | null;
  max_file_size?: string | null;
  webhook?: string | null;
  expires_in?: number | null;
  copy_to?: string | null;
}
export interface EnhancementView {
  id: string;
  status: JobStatus;
  result_url: string | null;
  error: string | null;
}
export interface ErasedView {
  tenant: string;
  jobs: number;
  uploads: number;
  left: number;
}
export interface Health {
  status: string;
}
export interface HeldUpload {
  id: string;
  name: string;
  bytes: number;
  createdAt: Instant;
  complete: boolean;
  from: string | null;
  jobs: string[];
  expiresAt: Instant | null;
  url: string | null;
}
export interface HoldingView {
  tenant: string;
  jobs: number;
  openJobs: number;
  uploads: number;
  uploadBytes: number;
  batches: number;
  webhooks: number;
}
export interface InputView {
  upload: string;
  name: string;
  bytes: number;
  from: string | null;
  url: string | null;
}
export type Instant = string;
export interface JobInput {
  upload?: string;
  url?: string;
  uri?: string;
}
export interface JobPageView {
  jobs: JobView[];
  next: string | null;
}
export interface JobRequest {
  input: JobInput;
  options?: Options;
  metadata?: { [name: string]: string };
  webhook?: string;
  expiresIn?: number;
  copyTo?: string;
}
export type JobStatus = "queued" | "running" | "succeeded" | "rejected" | "failed" | "cancelled" | "superseded" | "deleted";
export interface JobView {
  id: string;
  status: JobStatus;
  attempt: number;
  createdAt: Instant;
  endedAt: Instant | null;
  expiresAt: Instant | null;
  input: InputView;
  options: { [name: string]: unknown };
  metadata: { [name: string]: string };
  webhooks: string[];
  recipe: string | null;
  chosen: string | null;
  size: SizeView | null;
  progress: ProgressView;
  results: ResultView[];
  warnings: string[];
  seconds: { [name: string]: number };
  problem: TroubleView | null;
  links: LinksView;
}
export interface LimitsView {
  requestsPerMinute: number | null;
  openMegapixels: ShareView | null;
  monthMegapixels: ShareView | null;
  uploadMegabytes: ShareView | null;
  keepDays: number | null;
  monthEndsAt: Instant;
}
export interface LinksView {
  self: string;
  events: string;
  stream: string;
  cancel: string;
  redrive: string;
}
export interface ModelView {
  id: string;
  version: string;
  about: string;
  scale: number;
  licence: string;
  ready: boolean;
}
export interface ModelsView {
  models: ModelView[];
}
export interface NewUpload {
  name: string;
  bytes: number;
  sha256?: string | null;
}
export interface NewWebhook {
  url: string;
  types?: ("dev.azulejo.image.enhanced.v1" | "dev.azulejo.image.superseded.v1" | "dev.azulejo.image.rejected.v1" | "dev.azulejo.image.failed.v1" | "dev.azulejo.image.cancelled.v1")[];
  named?: boolean;
}
export interface PictureView {
  noise: number | null;
  noiseBy: { [name: string]: number };
  noiseShare: number | null;
  jpegQuality: number | null;
  blur: number | null;
  overshoot: number | null;
  kinds: { [name: string]: number };
}
export interface PreviewView {
  before: PyramidView | null;
  after: PyramidView;
}
export interface ProgressView {
  stage: string | null;
  tiles: AmountView;
  megapixels: AmountView;
  secondsLeft: number | null;
}
export interface PyramidView {
  bytes: number;
  url: string;
  expiresAt: Instant;
}
export interface QuestionView {
  number?: number;
  width?: number;
  height?: number;
  done?: string;
  answered?: number;
}
export interface QuoteView {
  input: QuotedInputView;
  recipe: string;
  chosen: string | null;
  picture: PictureView | null;
  results: QuotedResultView[];
  tiles: number;
  megapixels: number;
  seconds: number;
  memoryBytes: number;
  diskBytes: number;
  warnings: string[];
  refusal: RefusalView | null;
}
export interface QuotedInputView {
  name: string;
  bytes: number;
  width: number;
  height: number;
}
export interface QuotedResultView {
  width: number;
  height: number;
  format: string;
}
export interface Ready {
  status: string;
}
export interface RecipeView {
  name: string;
  about: string;
  scales: number[];
}
export interface RecipesView {
  recipes: RecipeView[];
}
export interface RefusalView {
  reason: string;
  detail: string;
  advice: string;
}
export interface ResultView {
  name: string;
  width: number;
  height: number;
  bytes: number;
  format: string;
  mediaType: string;
  url: string;
  expiresAt: Instant;
  copy: string | null;
}
export interface SecretView {
  webhook: WebhookView;
  secret: string;
  previousUntil: Instant | null;
}
export interface ShareView {
  used: number;
  allowed: number;
}
export interface SizeView {
  width: number;
  height: number;
  bands: number;
}
export interface TenantsView {
  tenants: string[];
}
export interface TroubleView {
  reason: string;
  detail: string;
  advice: string | null;
}
export interface UploadPageView {
  uploads: HeldUpload[];
  next: string | null;
}
export interface UploadPartView {
  number: number;
  bytes: number;
  url: string;
  headers: { [name: string]: string };
}
export interface UploadView {
  id: string;
  name: string;
  bytes: number;
  parts: UploadPartView[];
  expiresAt: Instant;
}
export interface UsagePageView {
  usage: UsageView[];
  next: string | null;
}
export interface UsageView {
  day: string;
  key: string;
  jobs: number;
  succeeded: number;
  pixelsIn: number;
  pixelsOut: number;
  bytesIn: number;
  bytesOut: number;
}
export interface VoteView {
  counted: boolean;
}
export interface Voted {
  choice?: "left" | "right" | "tie" | "both_bad";
  reasons?: string[];
}
export interface WebhookChange {
  url?: string;
  types?: ("dev.azulejo.image.enhanced.v1" | "dev.azulejo.image.superseded.v1" | "dev.azulejo.image.rejected.v1" | "dev.azulejo.image.failed.v1" | "dev.azulejo.image.cancelled.v1")[] | null;
}
export interface WebhookLinksView {
  self: string;
  deliveries: string;
  test: string;
  rotate: string;
  enable: string;
}
export type WebhookStatus = "enabled" | "disabled";
export interface WebhookView {
  id: string;
  url: string;
  types: string[];
  named: boolean;
  createdAt: Instant;
  status: WebhookStatus;
  reason: string | null;
  disabledAt: Instant | null;
  failingSince: Instant | null;
  links: WebhookLinksView;
}
export interface WebhooksView {
  webhooks: WebhookView[];
}
export interface ProblemErrors {
  pointer: string;
  detail: string;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: ProblemErrors[];
}
export interface JobEventData {
  kind?: "succeeded" | "rejected" | "failed" | "cancelled";
  job?: string;
  attempt?: number;
  reason?: string;
  detail?: string;
  warnings?: string[];
  metadata?: { [name: string]: string };
  webhook?: string;
}
export interface JobEvent {
  specversion: "1.0";
  id: string;
  source: string;
  type: "dev.azulejo.image.enhanced.v1" | "dev.azulejo.image.superseded.v1" | "dev.azulejo.image.rejected.v1" | "dev.azulejo.image.failed.v1" | "dev.azulejo.image.cancelled.v1" | "dev.azulejo.webhook.test.v1";
  subject: string;
  time: string;
  datacontenttype: "application/json";
  data: JobEventData;
}
export interface Options {
  recipe?: "auto" | "photo-x2" | "photo-x4" | "restore-x2" | "restore-x4" | "anime-x2" | "anime-x4" | "scan" | "dejpeg" | "denoise" | "deblur" | "detail-x4" | "resize";
  preset?: "marketplace" | "real-estate" | "print" | "archive";
  scale?: number;
  steps?: string | string[];
  strength?: number;
  denoise?: number;
  format?: "avif" | "dzi" | "iiif" | "jpeg" | "png" | "szi" | "tiff" | "webp";
  quality?: number;
  compression?: "deflate" | "none";
  metadata?: "keep" | "strip-gps" | "strip";
  colour?: "keep" | "srgb" | "p3" | "grey";
  wrap?: "both" | "across" | "down";
  width?: number;
  height?: number;
  fit?: "inside" | "contain" | "cover" | "fill";
  percent?: number;
  "at-least"?: number;
  canvas?: string;
  background?: string;
  print?: string;
  dpi?: number;
  "max-bytes"?: number | string;
  page?: number;
  also?: string | string[];
}
