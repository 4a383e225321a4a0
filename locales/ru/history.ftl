# История отметки.

history = 🕓 История
history-door = 🕓 История отметок
history-class = 🕓 <b>История отметок { $form }</b> · { $term }
    Чьи отметки посмотреть?
history-student = 🕓 <b>{ $name }</b> · { $term }
    По какому предмету?
history-student-none = 🕓 <b>{ $name }</b> · { $term }
    Отметок за этот период нет.
history-of-subject = 🕓 <b>{ $name }</b> · { $subject } · { $term }
    ✏️ — отметку меняли.
# $marks — сколько отметок стоит, $changed — сколько из них меняли.
history-subject = { $changed ->
    [0] { $subject }: { $marks }
   *[other] { $subject }: { $marks } · ✏️ { $changed }
}
history-cell = { $changed ->
    [1] { $day }: { $cell } ✏️
   *[0] { $day }: { $cell }
}
history-part = Часть { $number }
history-title = 🕓 <b>{ $name }</b>
history-none = Здесь ничего не ставили.
# $slot — первая или вторая отметка в клетке.
history-change = { $slot ->
    [1] <b>{ $old } → { $new }</b> · { $day } { $time }
   *[2] 2-я: <b>{ $old } → { $new }</b> · { $day } { $time }
}
history-about = { $about }
history-late = позже дня урока
history-reason = Причина: { $reason }
