/**
 * What an event says about one message: that it exists, or that WhatsApp answered for it. By these the
 * log is compared with upstream's own history, and sends that nobody acknowledges are noticed.
 */
export interface MessageMark {
  /** WhatsApp's own id of the message. */
  id: string;
  /** "message": it came or was sent. "sent": it waits for an acknowledgement. "answered": it has one. */
  kind: "message" | "sent" | "answered";
}
