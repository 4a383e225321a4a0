# What takes a while: how far it is and how it ended.

# $title: what is being made, «register 8Б, quarter 2».
job-making = ⏳ Preparing the { $title }… { $percent } %
    It will come here as a file. No need to wait: carry on with something else.
job-cancel = ✖️ Cancel
job-done = ✅ Done: { $title }. The file is below.
job-sent = ✅ Done: the file was sent already.
job-cancelled = ✖️ Cancelled.
job-on-its-way = The file is on its way already and cannot be cancelled.
job-no-access = The file was not sent: this section is no longer open to you.
job-unsure = Telegram did not confirm that the file arrived. If it is not here, ask for it again.
# $number: the job's number; the program's log has the reason beside it.
job-failed = The file could not be made. Ask for it again; if that happens once more, tell the coordinator the number { $number }.

# $limit: how many files are made for one person at once.
refusal-jobs-waiting = { $limit } files are being made already. Wait for them, or cancel one.
