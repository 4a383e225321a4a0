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
homework-days = For which lesson?
homework-no-days = There are no further lessons in the timetable yet. The day can be written in the text: <i>к 12.01</i>.
homework-changed = While the screen was open, { $who } changed the homework. See what is written.
homework-conflict = While you were writing, { $who } entered homework.
homework-theirs = Entered now: { $text }
homework-yours = Yours: { $text }
homework-replace = Replace with mine
homework-leave = Leave as it is
homework-file-expected = A text, a photo or a file is needed here.
homework-files-gone = The file cannot be opened any more. Please send it again.
