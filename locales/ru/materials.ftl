# «Файлы»: материалы для учеников (П 6.2). $topic — study (к урокам), gifted (одарённым), career (профориентация).

menu-materials = 📁 Файлы
material-title = 📁 <b>Файлы</b>
material-none-own = Вы пока ничего не разместили.
material-ask = Что разместить?
material-post-study = ➕ К урокам
material-post-gifted = ➕ Для одарённых учеников
material-post-career = ➕ О выборе профессии
material-why-study = 📁 <b>Материал к урокам</b>
material-why-gifted = 📁 <b>Материал для одарённых учеников</b>
material-why-career = 📁 <b>Материал о выборе профессии</b>
material-whom = Для кого?
material-for = Для кого: { $whom }
material-grade = все { $grade }-е классы
material-school = вся школа
material-other-class = другой класс
material-send = Пришлите файл, фото или ссылку одним сообщением. К файлу можно добавить подпись. Увидят ученики и родители.
material-posted = ✅ Размещено.
material-not-posted = Этот текст я не разместил: файл уже на месте. Если текст тоже для «Файлов», выберите ниже, куда его поставить, и отправьте ещё раз.
material-own-line = { $number }. { $topic ->
    [gifted] ⭐
    [career] 🧭
   *[study] 📘
} { $day } · { $whom } · { $name }
material-take-off = Убрать { $number }. { $name }
refusal-material-empty = Здесь нужен файл, фото или текст со ссылкой. Пришлите его сообщением.

material-family-title = { $own ->
    [1] 📁 <b>Ваши файлы</b> · { $whose }
   *[0] 📁 <b>Файлы</b> · { $whose }
}
material-none = Учителя пока ничего не разместили.
material-head = { $topic ->
    [gifted] ⭐ <b>Одарённым ученикам</b>
    [career] 🧭 <b>Выбор профессии</b>
   *[study] 📘 <b>К урокам</b>
} · { $day } · { $author }
material-file = 📎 { $name }
material-open = 📎 { $name }
