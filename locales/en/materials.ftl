# Files: materials for students (clause 6.2). $topic: study, gifted, career.

menu-materials = 📁 Files
material-title = 📁 <b>Files</b>
material-none-own = You have posted nothing yet.
material-ask = What to post?
material-post-study = ➕ For lessons
material-post-gifted = ➕ For gifted students
material-post-career = ➕ On choosing a profession
material-why-study = 📁 <b>For lessons</b>
material-why-gifted = 📁 <b>For gifted students</b>
material-why-career = 📁 <b>On choosing a profession</b>
material-whom = For whom?
material-for = For: { $whom }
material-grade = all of grade { $grade }
material-school = the whole school
material-other-class = another class
material-send = Send a file, a photo or a link in one message. A file may have a caption. Students and parents will see it.
material-posted = ✅ Posted.
material-not-posted = I did not post this text: the file is there already. If the text is for the files too, choose below where it goes and send it again.
material-own-line = { $number }. { $topic ->
    [gifted] ⭐
    [career] 🧭
   *[study] 📘
} { $day } · { $whom } · { $name }
material-take-off = Take off { $number }. { $name }
refusal-material-empty = A file, a photo or a text with a link is needed here. Send it as a message.

material-family-title = { $own ->
    [1] 📁 <b>Your files</b> · { $whose }
   *[0] 📁 <b>Files</b> · { $whose }
}
material-none = The teachers have posted nothing yet.
material-head = { $topic ->
    [gifted] ⭐ <b>For gifted students</b>
    [career] 🧭 <b>Choosing a profession</b>
   *[study] 📘 <b>For lessons</b>
} · { $day } · { $author }
material-file = 📎 { $name }
material-open = 📎 { $name }
