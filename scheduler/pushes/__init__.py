"""What a promised push says, and with which buttons, at the moment when it is sent."""
