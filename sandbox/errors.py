"""Every refusal in one table: Telegram's own words wherever Telegram has them.

The texts are those of telegram-bot-api and td (`Client.cpp`, `MessageContent.cpp`, `ReplyMarkup.cpp`,
`MessageEntity.cpp`) or of Telegram's servers as bots receive them. What Telegram ignores silently and we refuse (an
unknown parameter, a wrong type) stands at the end and is worded in the same manner. A test makes each row happen.
"""

from typing import Any, NamedTuple


class Row(NamedTuple):
    """An error code and its text; `{…}` are filled in."""

    code: int
    text: str


TABLE: dict[str, Row] = {
    # the address and the token
    "not-found": Row(404, "Not Found"),
    "method-not-found": Row(404, "Not Found: method not found"),
    "unauthorized": Row(401, "Unauthorized"),
    "token-invalid": Row(401, "Unauthorized: invalid token specified"),
    "body-too-large": Row(413, "Request Entity Too Large"),
    # polling and webhooks
    "other-getupdates": Row(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    ),
    "webhook-active": Row(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
    "terminated-by-setwebhook": Row(409, "Conflict: terminated by setWebhook request"),
    "webhook-url-invalid": Row(400, "Bad Request: invalid webhook URL specified"),
    "webhook-ip": Row(400, "Bad Request: bad webhook: Invalid IP address specified"),
    "webhook-secret-too-long": Row(400, "Bad Request: secret token is too long"),
    "webhook-secret-characters": Row(400, "Bad Request: secret token contains unallowed characters"),
    # whom to
    "chat-id-empty": Row(400, "Bad Request: chat_id is empty"),
    "chat-not-found": Row(400, "Bad Request: chat not found"),
    "blocked": Row(403, "Forbidden: bot was blocked by the user"),
    "stranger": Row(403, "Forbidden: bot can't initiate conversation with a user"),
    "to-bot": Row(403, "Forbidden: the bot can't send messages to the bot"),
    "deactivated": Row(403, "Forbidden: user is deactivated"),
    # groups and channels
    "migrated": Row(400, "Bad Request: group chat was upgraded to a supergroup chat"),
    "kicked": Row(403, "Forbidden: bot was kicked from the {kind} chat"),
    "not-member": Row(403, "Forbidden: bot is not a member of the {kind} chat"),
    "channel-rights": Row(400, "Bad Request: need administrator rights in the channel chat"),
    "send-rights": Row(400, "Bad Request: not enough rights to send {what} to the chat"),
    "member-not-found": Row(400, "Bad Request: member not found"),
    "participant-invalid": Row(400, "Bad Request: PARTICIPANT_ID_INVALID"),
    "members-hidden": Row(400, "Bad Request: member list is inaccessible"),
    "no-administrators": Row(400, "Bad Request: there are no administrators in the private chat"),
    "leave-private": Row(400, "Bad Request: can't leave private chats"),
    "ban-private": Row(400, "Bad Request: can't ban members in private chats"),
    "not-supergroup-or-channel": Row(400, "Bad Request: method is available for supergroup and channel chats only"),
    "not-supergroup": Row(400, "Bad Request: method is available only for supergroups"),
    "not-group": Row(400, "Bad Request: method is available only for groups and supergroups"),
    "owner-removed": Row(400, "Bad Request: can't remove chat owner"),
    "administrator-restricted": Row(400, "Bad Request: user is an administrator of the chat"),
    "restrict-self": Row(400, "Bad Request: can't restrict self"),
    "unrestrict-self": Row(400, "Bad Request: can't unrestrict self"),
    "restrict-rights": Row(400, "Bad Request: not enough rights to restrict/unrestrict chat member"),
    "chat-admin-required": Row(400, "Bad Request: CHAT_ADMIN_REQUIRED"),
    "promote-self": Row(400, "Bad Request: can't promote self"),
    "promote-rights": Row(400, "Bad Request: not enough rights"),
    "right-forbidden": Row(400, "Bad Request: RIGHT_FORBIDDEN"),
    "user-not-participant": Row(400, "Bad Request: USER_NOT_PARTICIPANT"),
    "custom-title-owner": Row(400, "Bad Request: only the owner can edit their custom title"),
    "custom-title-member": Row(400, "Bad Request: user is not an administrator"),
    "custom-title-rights": Row(400, "Bad Request: not enough rights to change custom title of the user"),
    "custom-title-invalid": Row(400, "Bad Request: CUSTOM_TITLE_INVALID"),
    "title-private": Row(400, "Bad Request: can't change private chat title"),
    "title-empty": Row(400, "Bad Request: title must be non-empty"),
    "title-rights": Row(400, "Bad Request: not enough rights to change chat title"),
    "description-private": Row(400, "Bad Request: can't change private chat description"),
    "description-rights": Row(400, "Bad Request: not enough rights to set chat description"),
    "description-same": Row(400, "Bad Request: chat description is not modified"),
    "permissions-private": Row(400, "Bad Request: can't change private chat permissions"),
    "permissions-channel": Row(400, "Bad Request: can't change channel chat permissions"),
    "permissions-rights": Row(400, "Bad Request: not enough rights to change chat permissions"),
    "pin-rights": Row(400, "Bad Request: not enough rights to manage pinned messages in the chat"),
    "pin-not-found": Row(400, "Bad Request: message to pin not found"),
    "unpin-not-found": Row(400, "Bad Request: message to unpin not found"),
    "join-private": Row(400, "Bad Request: the chat can't have join requests"),
    "join-rights": Row(400, "Bad Request: not enough rights to manage chat join requests"),
    "join-missing": Row(400, "Bad Request: HIDE_REQUESTER_MISSING"),
    "join-already": Row(400, "Bad Request: USER_ALREADY_PARTICIPANT"),
    "scope-private": Row(400, "Bad Request: can't use specified scope in private chats"),
    "scope-channel": Row(400, "Bad Request: can't change commands in channel chats"),
    # which message
    "edit-not-found": Row(400, "Bad Request: message to edit not found"),
    "edit-impossible": Row(400, "Bad Request: message can't be edited"),
    "edit-no-text": Row(400, "Bad Request: there is no text in the message to edit"),
    "edit-no-caption": Row(400, "Bad Request: there is no caption in the message to edit"),
    "edit-media-impossible": Row(400, "Bad Request: message media can't be edited"),
    "not-modified": Row(
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message",
    ),
    "inline-message-id-empty": Row(400, "Bad Request: message identifier is not specified"),
    "inline-message-id-invalid": Row(400, "Bad Request: MESSAGE_ID_INVALID"),
    "delete-not-found": Row(400, "Bad Request: message to delete not found"),
    "delete-foreign": Row(400, "Bad Request: message can't be deleted"),
    "delete-impossible": Row(400, "Bad Request: message can't be deleted for everyone"),
    "ids-missing": Row(400, "Bad Request: message identifiers are not specified"),
    "ids-order": Row(400, "Bad Request: message identifiers must be in a strictly increasing order"),
    "ids-many": Row(400, "Bad Request: too many message identifiers specified"),
    "reply-not-found": Row(400, "Bad Request: message to be replied not found"),
    "copy-not-found": Row(400, "Bad Request: message to copy not found"),
    "forward-not-found": Row(400, "Bad Request: message to forward not found"),
    "copy-impossible": Row(400, "Bad Request: the message can't be copied"),
    "forward-impossible": Row(400, "Bad Request: the message can't be forwarded"),
    # text
    "text-empty": Row(400, "Bad Request: message text is empty"),
    "text-blank": Row(400, "Bad Request: text must be non-empty"),
    "text-long": Row(400, "Bad Request: message is too long"),
    "text-raw-long": Row(400, "Bad Request: text is too long"),
    "caption-long": Row(400, "Bad Request: message caption is too long"),
    "parse-mode": Row(400, "Bad Request: unsupported parse_mode"),
    "entities": Row(400, "Bad Request: can't parse entities: {reason}"),
    "entity-offset": Row(400, "Bad Request: receive an entity with incorrect offset {offset}"),
    "entity-length": Row(400, "Bad Request: receive an entity with incorrect length {length}"),
    "entity-after": Row(400, "Bad Request: entity begins after the end of the text at UTF-16 offset {offset}"),
    "entity-ends-after": Row(
        400,
        "Bad Request: entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}",
    ),
    "entity-begins-middle": Row(400, "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset {at}"),
    "entity-ends-middle": Row(
        400,
        "Bad Request: entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol at byte offset {at}",
    ),
    "entity-invalid": Row(400, "Bad Request: can't parse MessageEntity: {reason}"),
    "entity-url": Row(400, "Bad Request: entity URL '{url}' is invalid: {reason}"),
    "entity-emoji": Row(400, "Bad Request: invalid custom emoji identifier specified"),
    "entity-date": Row(400, "Bad Request: invalid date specified"),
    "not-utf8": Row(400, "Bad Request: strings must be encoded in UTF-8"),
    # keyboards
    "inline-text-button": Row(
        400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    ),
    "inline-button-text": Row(400, "Bad Request: inline keyboard button text must be non-empty"),
    "button-text": Row(400, "Bad Request: keyboard button text must be non-empty"),
    "button-data": Row(400, "Bad Request: BUTTON_DATA_INVALID"),
    "button-url": Row(400, "Bad Request: {button} URL '{url}' is invalid: {reason}"),
    "button-user": Row(400, "Bad Request: link to a user can't be used in {kind} URL buttons"),
    "button-copy": Row(400, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    "button-type": Row(400, "Bad Request: BUTTON_TYPE_INVALID"),
    "button-style": Row(400, "Bad Request: can't parse {kind}: invalid button style specified"),
    "login-bot": Row(400, "Bad Request: can't parse inline keyboard button: LoginUrl bot username is invalid"),
    "inline-expected": Row(400, "Bad Request: inline keyboard expected"),
    "switch-inline-channel": Row(
        400,
        "Bad Request: can't use {name} button in a channel chat, because users will not be able to use the button "
        "without knowing bot's username",
    ),
    "request-private": Row(400, "Bad Request: {what} can be requested in private chats only"),
    "web-app-private": Row(400, "Bad Request: web App buttons can be used in private chats only"),
    "markup-long": Row(400, "Bad Request: reply markup is too long"),
    # taps
    "query-old": Row(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    "answer-long": Row(400, "Bad Request: MESSAGE_TOO_LONG"),
    "answer-url": Row(400, "Bad Request: URL_INVALID"),
    # files
    "file-id-empty": Row(400, "Bad Request: file_id not specified"),
    "file-id-invalid": Row(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    "file-big": Row(400, "Bad Request: file is too big"),
    "file-kind-big": Row(
        400, "Bad Request: file of size {size} bytes is too big for a {what}; the maximum size is {most} bytes"
    ),
    "file-empty": Row(400, "Bad Request: file must be non-empty"),
    "file-reference": Row(400, "Bad Request: wrong file identifier/HTTP URL specified"),
    "file-url": Row(400, "Bad Request: failed to get HTTP URL content"),
    "file-kind": Row(400, "Bad Request: can't use file of type {actual} as {wanted}"),
    "photo-missing": Row(400, "Bad Request: there is no photo in the request"),
    "document-missing": Row(400, "Bad Request: there is no document in the request"),
    "photo-unreadable": Row(400, "Bad Request: IMAGE_PROCESS_FAILED"),
    "photo-dimensions": Row(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    "media-not-found": Row(400, "Bad Request: can't parse InputMedia: media not found"),
    "album-empty": Row(400, "Bad Request: there are no messages to send"),
    "album-long": Row(400, "Bad Request: too many messages to send as an album"),
    "album-captions": Row(400, "Bad Request: parameter show_caption_above_media must be the same for all messages"),
    "album-kind": Row(400, "Bad Request: message content type can't be used in an album"),
    "album-changed": Row(400, "Bad Request: can't change media type in the album"),
    "album-mixed": Row(400, "Bad Request: {kind} can't be mixed with other media types"),
    # the bot's own page
    "menu-text": Row(400, "Bad Request: menu button text must be non-empty"),
    "action": Row(400, "Bad Request: wrong parameter action in request"),
    "command-invalid": Row(400, "Bad Request: BOT_COMMAND_INVALID"),
    "command-description": Row(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
    "commands-many": Row(400, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    "language-code": Row(400, "Bad Request: invalid language code specified"),
    "description-long": Row(400, "Bad Request: ABOUT_TOO_LONG"),
    # scripted by a fault; Telegram sends these of its own accord
    "too-many": Row(429, "Too Many Requests: retry after {retry_after}"),
    "server-error": Row(500, "Internal Server Error"),
    # what Telegram lets pass silently and a right bot never sends
    "required": Row(400, 'Bad Request: parameter "{name}" is required'),
    "unknown-parameter": Row(400, 'Bad Request: unknown parameter "{name}"'),
    "wrong-type": Row(400, 'Bad Request: parameter "{name}" must be {expected}'),
    "body-invalid": Row(400, "Bad Request: can't parse the request body"),
    "button-actions": Row(400, 'Bad Request: button "{label}" must have one action and has {actions}'),
    "entities-many": Row(400, "Bad Request: too many entities: {count}, and Telegram keeps 100"),
    "not-implemented": Row(501, 'Not Implemented: the sandbox knows "{method}" and does not play it'),
}


class Refused(Exception):
    """A call is refused: what Telegram answers instead of a result."""

    def __init__(self, key: str, **facts: Any) -> None:
        row = TABLE[key]
        self.key = key
        self.code = row.code
        self.text = row.text.format(**facts)
        told = {name: facts[name] for name in ("retry_after", "migrate_to_chat_id") if name in facts}
        self.parameters = told or None
        super().__init__(self.text)

    def answer(self) -> dict[str, Any]:
        """The JSON that goes out."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.text}
        if self.parameters is not None:
            body["parameters"] = self.parameters
        return body
