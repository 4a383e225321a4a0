# Words that all screens share.

# $weekday: day of the week, 1 is Monday.
day = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
} { $day }.{ $month }
day-in-words = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

back = ‹ Back
menu = 🏠 Menu
cancel = Cancel
stale-button = This button is out of date. Open the section again from the menu.
only-private = I work in private chats only. Please write to me there.
text-expected = A text is needed here. Send it as a message; everything else is kept.
text-too-long = Telegram cut this message: it is longer than { $limit } characters. I saved nothing. Send it shorter, or in parts, waiting for an answer.
text-rest-of-too-long = This is the rest of a message that was too long: I did not save it either.
text-not-understood = I did not understand that. Here is what there is:
unavailable = Temporarily unavailable. Nothing is lost: I will answer as soon as I work again.
# The record is there, but its screen could not be shown.
saved-after-all = Saved, but I could not show it. Open the screen again: /menu
# $incident: a short number by which the coordinator finds the record.
failure = Something went wrong and I changed nothing. Please try again; if it happens again, tell the coordinator the number { $incident }.

refusal-not-found = Not found. It may have been removed, or it is not available to you.
refusal-no-marks = No marks here (clause 5.5): grade 1 and ungraded subjects are kept without marks.
refusal-stale = While the screen was open, { $who } entered here: { $value }. Check it and tap again if it should be replaced.
refusal-reason-needed = The day of the lesson has passed, so a change needs a reason. Send it as one message.
refusal-lesson-cancelled = The lesson is cancelled: there is nothing to fill in.
refusal-lesson-ahead = This lesson is still ahead: it can be filled in on its day.
refusal-absent-with-mark = On the day of the lesson an absence and a mark cannot stand together. Remove one of them; “late” with a mark is fine.
refusal-not-ready = The lesson cannot be closed yet: something is missing. Open the lesson to see what.
refusal-topic-changed = While you were writing, the topic was changed: “{ $topic }”. If yours is needed, send it again.
# $length: characters typed, $limit: characters that fit.
refusal-too-long = Too long: { $length } characters, { $limit } fit. Shorten it and send it again.
refusal-too-many = No more than { $limit } fit here. Remove some and send it again.
refusal-nobody-named = Mark at least one student and send the homework again.
refusal-overload = ⚠️ That day has { $others } of { $limit } min already. With { $minutes } min it becomes { $total }. Open the lesson's homework to choose another day or give a reason.
refusal-preview-gone = This preview was saved or replaced already. Open the lesson to see what is written. If the text is still needed, send it again.
