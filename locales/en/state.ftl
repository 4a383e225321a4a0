# 🩺 State: how the bot is doing, for the school's coordinator.

menu-state = 🩺 State
state-head = 🩺 <b>State</b>, { $at }
state-fine = All is well ✅
state-attention = ⚠️ Please look at this:
state-wrong-token = • Telegram refuses the bot's key (BOT_TOKEN): nothing comes in or goes out. Nothing is lost. Whoever installed the bot changes the key.
state-wrong-conflict = • Another program works with this bot's key and takes its messages. It has to be stopped.
state-wrong-full = • The disk is full or takes no writes: the journal saves nothing now. What was taken before is safe; make room.
state-wrong-away = • Telegram does not answer now. Nothing is lost: everything goes out once it is back.
state-wrong-inbox = • Answers are { $span } late.
state-wrong-queue = • Messages to families and teachers are { $span } late.
state-wrong-documents = • Sheets and other documents are { $span } late.
state-wrong-failed = { $count ->
    [one] • { $count } document could not be made within a day. Whoever asked knows; the bot's log says why.
   *[other] • { $count } documents could not be made within a day. Those who asked know; the bot's log says why.
}
state-wrong-dead = { $count ->
    [one] • { $count } message was not delivered.
   *[other] • { $count } messages were not delivered.
}
state-wrong-aside = { $count ->
    [one] • { $count } request was set aside: the bot could not handle it.
   *[other] • { $count } requests were set aside: the bot could not handle them.
}
state-wrong-clock = • Reminders were not looked at for { $span }.
state-wrong-disk = • Little room on the disk: { $free }. Once it is full, nothing can be saved.

state-inbox = { $count ->
    [0] 📥 Requests to the bot: all answered
   *[other] 📥 Requests to the bot: { $count } waiting, at most { $span }
}
state-news = { $count ->
    [0] 📤 Messages to families and teachers: all sent
   *[other] 📤 Messages to families and teachers: { $count } waiting, at most { $span }
}
state-broadcast = 📢 Messages to everybody: { $count } waiting, at most { $span }
state-planned = 🕙 To come later, at their time: { $count }
state-screens = 🖼 Answers to be drawn later: { $count }, at most { $span }
state-documents = { $count ->
    [0] 🧾 Documents: { $making } in the making, at most { $span }
   *[other] 🧾 Documents: { $making } in the making, { $count } waiting, at most { $span }
}
state-unreachable = 📵 Blocked the bot or deleted the account: { $count } (homeroom teachers see who)
state-paused = 🚦 Telegram asks to wait until { $at }
state-pauses = { $count ->
    [one] 🚦 Telegram asked for a pause in { $count } chat
   *[other] 🚦 Telegram asked for a pause in { $count } chats
}
state-scan = ⏰ Reminders looked at: { $at }
state-since = 🔌 Working without a break since { $at }
state-database = { $file ->
    [1] 🗄 Database: an SQLite file, { $size }
   *[0] 🗄 Database: PostgreSQL, { $size }
}
state-disk = 💽 Free on the disk: { $free }
state-backup = 💾 Last backup: none
state-refresh = 🔄 Refresh
state-open-dead = ✉️ Not delivered ({ $count })
state-open-aside = 🧯 Set aside ({ $count })
state-span = { $unit ->
    [1] { $count } s
    [2] { $count } min
    [3] { $count } h
   *[4] { $count } days
}
state-size = { $large ->
    [1] { $count } GB
   *[0] { $count } MB
}

# --- not delivered

state-kind = { $kind ->
    [lesson_news] News of a lesson
    [unfilled] Reminder of unfilled lessons
    [access] About somebody's access
    [absence_note] Absence note
    [gap] Request to check entries
    [reminder] Reminder
   *[other] Another message
}
state-dead-none = ✉️ There is nothing undelivered ✅
state-dead-head = ✉️ <b>Not delivered</b>
    The bot tried to send these messages and could not. Everything is saved in the journal: send them again, or take them off the list.
state-heap-line = { state-kind }: { $count }
state-heap = { state-kind } ({ $count })
state-letters-head = ✉️ <b>Not delivered</b>: { state-kind }
state-letter = { $whose ->
    [staff] { $number }. to a colleague · { $at } · { $why }
    [student] { $number }. to a student, { $form } · { $at } · { $why }
   *[guardian] { $number }. to a parent, { $form } · { $at } · { $why }
}
state-why = { $why ->
    [1] Telegram did not answer for three days
    [2] unclear whether it arrived
    [3] a mistake in the message
   *[0] Telegram refused
}
state-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
state-again-all = 🔁 Send all again ({ $count })
state-drop-all = 🗑 Remove all ({ $count })
state-again = 🔁 Send again { $number }
state-drop = 🗑 Remove { $number }
state-sent-again = { $count ->
    [0] Nothing to send again: these were sent, are waiting or were removed.
    [one] Sending again: { $count } message.
   *[other] Sending again: { $count } messages.
}
state-dropped = { $count ->
    [0] These are not on the list any more.
    [one] Removed: { $count } message. Nothing has changed in the journal.
   *[other] Removed: { $count } messages. Nothing has changed in the journal.
}

# --- set aside

state-aside-none = 🧯 Nothing is set aside ✅
state-aside-head = 🧯 <b>Set aside</b>
    The bot failed on these taps or messages five times in a row and set them aside. It told the person a number: whoever installed the bot finds the cause by it. Once that is mended, try again.
state-update = { $number }. { $at } · number { $incident }
state-try = 🔁 Try again { $number }
