# Quick: the whole lesson on one screen, by taps only.

lesson-quick = ⚡ Quick
quick-title = ⚡ <b>A lesson without typing</b>
quick-hint = A name: not here. A figure: a mark.
quick-hint-unmarked = Tap the name of who is not here.
quick-missing = 🙋 Not here: { $names }
quick-marks = 📊 { $names }
quick-closing = Closing will add:
# $chosen: 1 for the pair that is shown.
quick-pair = { $chosen ->
    [1] · { $first } and { $second } ·
   *[0] { $first } and { $second }
}
quick-mark = { $chosen ->
    [1] · { $value } ·
   *[0] { $value }
}
# $cell: what stands there already, «Н», «5/4»; empty for nothing, or where it is seen beside.
quick-name = { $cell } { $name }
quick-name-note = 🤒 { $name } { $cell }
quick-came = ✅ Came

# Two groups with one teacher: the common list.
both-title = 👥 <b>Both groups together</b>
both-line = • { $group } · { $subject }
both-hint = Each mark goes to its own group's journal. Topic, homework and closing are each lesson's own.
both-lesson = 📝 { $group } · { $subject }
lesson-both = 👥 Both groups
