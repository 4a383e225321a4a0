"""Who is away: the lesson's list, the week's, and a guardian's notes."""
