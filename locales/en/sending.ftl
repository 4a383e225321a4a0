# What the bot says about what did not arrive at once.

sending-outdated = Your access changed while I could not answer. Please open the section again: /menu
# One message instead of all that piled up: the bot was down or blocked.
sending-digest = While messages could not be delivered:
