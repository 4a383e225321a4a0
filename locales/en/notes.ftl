# Absence notes. $reason: ill or family; $state: sent, accepted, declined or withdrawn.

menu-note = 🤒 Report an absence
people-notes = { $waiting ->
    [0] 🤒 Notes
   *[other] 🤒 Notes ({ $waiting })
}

# --- a legal representative

note-title = 🤒 <b>Report an absence</b> · { $whose }
note-before = <b>Notes</b>
note-line = { $days }, { $reason ->
    [ill] ill
   *[family] family reasons
}: { $state ->
    [sent] ⏳ waiting
    [accepted] ✅ accepted
    [declined] ✖️ declined
   *[withdrawn] withdrawn
}
note-line-other = { $line } (by another adult)
note-line-comment = { $line }: { $comment }
note-why = Why is the child missing school? No diagnosis and no certificate, please.
note-reason-ill = Ill
note-reason-family = Family reasons
note-withdraw = Withdraw: { $days }
note-begun = 🤒 <b>Note</b> · { $whose }
    { $reason ->
        [ill] Reason: ill.
       *[family] Reason: family.
    }
note-when = For which days?
note-days-today = Today
note-days-tomorrow = Tomorrow
note-days-day = { $day }
note-days-both = Today and tomorrow
note-days-week = To the end of the week
note-days-other = ✏️ Other dates
note-days-ask = Write the dates in one message: “25.11”, “25.11–27.11” or “till Friday”.
note-days-misread = I did not understand the dates. Write, for example: “25.11”, “25.11–27.11” or “till Friday”.
note-check-range = { $first } — { $last }
# $count: how many days in a row, weekends included.
note-check-days = { $count ->
    [1] Day: <b>{ $days }</b>
   *[other] Days: <b>{ $days }</b> ({ $count } days)
}
note-check = The homeroom teacher gets the note, and teachers see the reason in the lesson's list. Send it?
note-send = ✅ Send
note-sent = ✅ The note was sent. I will tell you when the homeroom teacher answers.
note-withdrawn = The note was withdrawn.
note-range = { $first } – { $last }
refusal-note-days = A note can be sent for days from { $first } to { $last }, at most { $days } days in a row.
refusal-note-overlaps = You have a note for these days already: { $first }–{ $last }. Withdraw it first or choose other days.
refusal-note-settled = { $state ->
    [accepted] This note was accepted already.
    [declined] This note was declined already.
    [withdrawn] This note was withdrawn.
   *[sent] This note has changed. Look at it again.
}
refusal-note-gone = A parent's note came, changed or was withdrawn while the screen was open. Look at the list and tap again.

# --- the homeroom teacher

# $waiting: how many wait for an answer, $any: 1 if there are notes.
note-class = 🤒 <b>Notes, { $name }</b>
    { $waiting ->
        [0] { $any ->
            [1] Every note is settled.
           *[0] No new notes from parents.
        }
        [one] { $waiting } note waits for an answer.
       *[other] { $waiting } notes wait for an answer.
    }
note-button = { $state ->
    [sent] ⏳ { $name } · { $days }
    [accepted] ✅ { $name } · { $days }
    [declined] ✖️ { $name } · { $days }
   *[withdrawn] ↩️ { $name } · { $days }
}
note-card-title = 🤒 <b>{ $name }</b>, { $form }
note-card-what = { $reason ->
    [ill] Ill: <b>{ $days }</b>
   *[family] Family reasons: <b>{ $days }</b>
}
note-card-author = { $name } ({ $kinship }), { $sent }
note-card-state = { $state ->
    [sent] ⏳ Waits for your answer.
    [accepted] ✅ Accepted.
    [declined] ✖️ Declined.
   *[withdrawn] Withdrawn by the parent.
}
note-card-settled = { $who }, { $at }
note-card-comment = Comment: { $comment }
# $missed: how many lessons of these days stand as Н.
note-card-missed = { $state ->
    [sent] { $reason ->
        [ill] Lessons with Н on these days: { $missed }. Accepted, they become Б.
       *[family] Lessons with Н on these days: { $missed }. Accepted, they become У.
    }
   *[other] Lessons with Н on these days: { $missed }.
}
note-moment = { $day } at { $clock }
note-accept = ✅ Accept
note-decline = ✖️ Decline
note-comment-ask = Why does the note not do? Write it in one message: the parent will read it.
note-comment-sure = Decline with the comment “{ $comment }”?
    If it is not right, write another.
note-decline-bare = Without a comment
note-decline-so = ✖️ Decline

# --- pushes

push-note-sent = 🤒 Note: <b>{ $name }</b>, { $form }. { $reason ->
    [ill] Ill: { $days }
   *[family] Family reasons: { $days }
}
push-note-sent-hushed = 🤒 A new absence note, { $form }
push-note-accepted = ✅ <b>{ $child }</b>: the note was accepted. { $reason ->
    [ill] Ill: { $days }
   *[family] Family reasons: { $days }
}
push-note-declined = ✖️ <b>{ $child }</b>: the note was declined. { $reason ->
    [ill] Ill: { $days }
   *[family] Family reasons: { $days }
}
push-note-declined-because = ✖️ <b>{ $child }</b>: the note was declined. { $reason ->
    [ill] Ill: { $days }
   *[family] Family reasons: { $days }
}
    Homeroom teacher: { $comment }
push-note-settled-hushed = <b>{ $child }</b>: your note was answered, open the diary
push-note-open = 🤒 Open the note
push-note-list = 🤒 Notes
