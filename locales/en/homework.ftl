# The homework of a lesson as its teacher sees it.

homework-title = 📝 <b>Homework</b>
homework-type = Send the task as one message, with minutes and day if you like: <i>§21 №3–5 30 min by Fri</i>. Photos and files go here too.
homework-type-again = A new message replaces the text. Photos and files are added.
homework-saved = ✅ Saved. Photos and files can follow.
homework-planned = By the plan: { $text }
homework-is-nothing = None set.
homework-text = { $text }
homework-due = { $due }
homework-off-lesson = ⚠️ The timetable has no lesson on that day.
homework-kind-written = written
homework-kind-reading = reading
homework-kind-oral = oral
homework-kind-creative = creative
homework-kind-project = project
homework-kind-long_term = long-term
homework-choice = { $chosen ->
    [1] ✅ { $choice }
   *[0] { $choice }
}
homework-minutes-choice = { $chosen ->
    [1] ✅ { $minutes }′
   *[0] { $minutes }′
}
homework-due-button = 📅 Another day
homework-nothing = None set
homework-take-planned = 📘 Take from the plan
homework-show-files = 📎 Show ({ $files })
homework-drop-files = Remove files
homework-days = For which day?
homework-no-days = The timetable has no more lessons this month. The day can be written in the text: <i>к 12.01</i>.
homework-changed = While the screen was open, { $who } changed the homework. See what is written.
homework-conflict = While you were writing, { $who } entered homework.
homework-theirs = Entered now: { $text }
homework-yours = Yours: { $text }
homework-replace = Replace with mine
homework-leave = Leave as it is
homework-file-expected = A text, a photo or a file is needed here.
homework-files-gone = The file cannot be opened any more. Please send it again.

# How much the day has in all. $over is 1 when that is over the limit.
homework-load = { $over ->
    [1] ⚠️ In all for { $day }: { $total } min, the limit is { $limit }.
   *[0] In all for { $day }: { $total } of { $limit } min.
}
homework-load-reason = Over the limit because: { $reason }
homework-overload = ⚠️ For { $day } there are { $others } of { $limit } min already. With your { $own } it becomes { $total }.
homework-overload-choose = Not saved yet. Choose another day, fewer minutes, or say why it must be so. You can also write the homework anew.
homework-fit-day = 📅 { $day } · { $minutes } of { $limit } min there
homework-fit-minutes = ⏱ Only { $minutes } min
homework-insist = ✍️ Set it over the limit
homework-asks-reason = Why must it be over the limit? Write it in one message: the reason is kept with the homework.

homework-for-named = 👤 For some students
homework-named-title = 👤 <b>Homework for some students</b>
homework-named-choose = Mark who gets it. Then write the homework in one message; photos and files, too.
homework-named-type = Write the homework in one message; photos and files, too. Only the marked students and their families see it.
homework-named-saved = ✅ Saved. A new message replaces the text. Photos and files are added.
homework-named-who = For: { $names }
homework-named-other = 👤 { $names }
homework-named-take-back = Take back
homework-named-more = ➕ One more
