import { language } from "../i18n";
import { fetchSentences } from "../i18n/chinese";

/** What an API says when it does not do what was asked (RFC 9457). */
export interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  status?: number;
  request_id?: string;
  errors?: { field: string; message: string }[];
  feishu?: { code?: number; log_id?: string; help_url?: string };
  setup_step?: string;
  [more: string]: unknown;
}

/** A failed call. `id` is the last part of the problem's type, such as `not-found`; `unreachable` where no answer came. */
export class ProblemError extends Error {
  readonly id: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly fields: readonly { field: string; message: string }[];
  readonly body: ProblemBody;
  /** Seconds to wait before trying again, where the answer says so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.title ?? String(status));
    this.name = "ProblemError";
    this.status = status;
    this.id = (body.type ?? "").replace(/^urn:jit:problem:/, "") || (status === 0 ? "unreachable" : "unexpected");
    this.title = body.title ?? "";
    this.detail = body.detail ?? null;
    this.requestId = body.request_id ?? null;
    this.fields = Array.isArray(body.errors) ? body.errors : [];
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** What is wrong with one field, or null. */
  of(field: string): string | null {
    return this.fields.find((error) => error.field === field)?.message ?? null;
  }

  /** The same, where what its detail says is said elsewhere already. */
  withoutDetail(): ProblemError {
    return new ProblemError(this.status, { ...this.body, detail: undefined }, this.retryAfter);
  }

  static async from(response: Response): Promise<ProblemError> {
    let body: ProblemBody = {};
    try {
      const read: unknown = await response.clone().json();
      if (typeof read === "object" && read !== null && !Array.isArray(read)) body = read as ProblemBody;
    } catch {
      // Something in between answered, not one of our services: the status is all there is to say.
    }
    body.request_id ??= response.headers.get("X-Request-Id") ?? undefined;
    // What it says is wrong is wanted at once, in the language of the page.
    if (language() === "zh") await fetchSentences();
    const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
    return new ProblemError(response.status, body, Number.isFinite(wait) ? wait : null);
  }
}

/** Any failure as a problem. */
export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(0, {});
}
