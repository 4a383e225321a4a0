# Замечания и похвала. $kind — praise (похвала) или concern (замечание). $audience — family (родители и ученик) или adults (только родители).

menu-remarks = 📣 Замечания и похвала
lesson-remark = Замечание
people-remark = Замечание / похвала

remark-kind-praise = 👏 Похвала
remark-kind-concern = ⚠️ Замечание
remark-audience-family = родители и ученик
remark-audience-adults = только родители
# $chosen — 1, если сейчас выбрано.
remark-choice = { $chosen ->
    [1] ✓ { $choice }
   *[0] { $choice }
}
# $count — сколько записей об ученике уже есть на этом уроке.
remark-pupil = { $count ->
    [0] { $number }. { $name }
   *[other] { $number }. { $name } · { $count }
}
remark-whom = О ком замечание или похвала?
remark-about = 📣 <b>{ $name }</b>, { $form }
remark-about-lesson = 📣 <b>{ $name }</b>, { $form } · { $subject }, { $day }
remark-earlier = Уже записано:
remark-earlier-line = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} { $day } · { $where } · { $author }: { $text }
remark-ask = { $kind ->
    [praise] Напишите похвалу одним сообщением.
   *[concern] Напишите замечание одним сообщением.
} { $audience ->
    [family] Запись прочитают родители и ученик.
   *[adults] Запись прочитают только родители.
} Десять минут её можно исправить или отозвать. Фамилий других учеников в ней быть не должно.
remark-names-another = Не записал: в тексте есть фамилия ученика этого класса — { $words }. Родители видят только своего ребёнка (П 5.7). Уберите фамилию и отправьте текст ещё раз.
remark-no-name = Это не ученик, записать так
remark-own = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} { $text }
remark-written = ✅ Записано.
remark-card = { $kind ->
    [praise] 👏 Похвала
   *[concern] ⚠️ Замечание
} · <b>{ $name }</b>
remark-card-lesson = { $kind ->
    [praise] 👏 Похвала
   *[concern] ⚠️ Замечание
} · <b>{ $name }</b> · { $subject }, { $day }
remark-text = { $text }
remark-held = { $audience ->
    [family] Родители и ученик увидят это в { $clock }.
   *[adults] Родители увидят это в { $clock }, ученик не увидит.
} До этого можно исправить или отозвать без следа.
remark-told = { $audience ->
    [family] Родители и ученик это видят.
   *[adults] Родители это видят, ученик — нет.
} Исправить уже нельзя, но можно отозвать: тем, кто прочитал, об этом придёт сообщение.
remark-withdrawn = ↩️ Отозвано: семья этого больше не видит.
remark-rewrite = ✏️ Исправить текст
remark-rewrite-ask = Напишите новый текст одним сообщением: он заменит этот.
remark-withdraw = ↩️ Отозвать
refusal-remark-told = Десять минут прошли, семья могла это прочитать. Исправить нельзя, но можно отозвать и написать заново.

# --- семья

remark-title = { $own ->
    [1] 📣 <b>Вам: замечания и похвала</b> · { $whose }
   *[0] 📣 <b>Замечания и похвала</b> · { $whose }
}
remark-none = Записей пока нет.
remark-homeroom = классный руководитель
remark-head = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} <b>{ $day }</b> · { $where } · { $author }

push-remark = { $kind ->
    [praise] 👏
   *[concern] ⚠️
} <b>{ $child }</b> · { $where }, { $author }: { $text }
push-remark-hushed = 📣 <b>{ $child }</b>: новая запись — { $where }
push-remark-withdrawn = ↩️ <b>{ $child }</b> · { $where }, { $author }: запись отозвана
push-open-remarks = 📣 Замечания и похвала
