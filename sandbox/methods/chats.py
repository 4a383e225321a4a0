"""Looking at a chat."""

from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json
from sandbox.world import Call, Sandbox


@plays("getChat")
def get_chat(_: Sandbox, call: Call) -> Json:
    """Bot API's ChatFullInfo of a private chat."""
    chat = common.chat_of(call.bot, call.params["chat_id"])
    return {
        **chat.body(),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
