//! Notices with a colon, and names as long as notices: told apart in many languages, both ways.

mod import_support;

use import_support::{Owned, read};
use onrecord::import::{EntryKind, Options, Summary};

/// Reads lines after a few messages of those who write in the chat.
fn entries(lines: &[&str]) -> (Vec<Owned>, Summary) {
    let mut text = String::new();
    let known = [
        "Ann",
        "Zoë",
        "李雷",
        "민수",
        "山田",
        "محمد",
        "דנה",
        "अनु",
        "สมชาย",
        "Анна",
        "آرش",
    ];
    for (i, name) in known.iter().enumerate() {
        text += &format!("18/03/2022, 15:{:02} - {name}: hello {i}\n", 10 + i);
        text += &format!("18/03/2022, 15:{:02} - {name}: again\n", 10 + i);
    }
    for (i, line) in lines.iter().enumerate() {
        text += &format!("19/03/2022, 16:{:02} - {line}\n", i % 60);
    }
    let (mut entries, summary) = read(&text, &Options::default());
    (entries.split_off(2 * known.len()), summary)
}

#[test]
fn a_notice_with_a_colon_is_no_message() {
    for line in [
        // Renamed, with marks of many kinds.
        "Ann changed the subject from 'Bill: one' to 'Bill: two'",
        "Ann changed the subject from ‘Bill: one’ to ‘Bill: two’",
        "Ann changed the group name from 'Bill' to 'Bill: two'",
        "Nobody ever changed the subject to 'Bill: two'",
        "Ann hat den Betreff von ‚Bill: eins‘ zu ‚Bill: zwei‘ geändert",
        "Ann hat den Betreff von »Bill: eins« zu »Bill: zwei« geändert",
        "Ann a changé le sujet de ‹Loi : un› en ‹Loi: deux›",
        "Ann cambió el asunto de 'Ley: uno' a 'Ley: dos'",
        "Ann mudou o assunto de 'Lei: um' para 'Lei: dois'",
        "Ann ha cambiato l'oggetto da 'Legge: uno' a 'Legge: due'",
        "Ann ändrade ämnet från ”Lag: ett” till ”Lag: två”",
        "李雷将群组名称由'法案: 一'改为'法案: 二'",
        "山田さんがグループ名を『法案: 一』に変更しました",
        "민수님이 그룹 이름을 '법안: 하나'(으)로 변경했습니다",
        // Renamed, without any.
        "Ann changed the subject to Bill: two",
        "Nobody changed the group name to Bill: two",
        "Ann hat den Betreff zu Bill: zwei geändert",
        "Ann a changé le nom du groupe en Loi: deux",
        "Ann cambió el nombre del grupo a Ley: dos",
        "Ann mudou o nome do grupo para Lei: dois",
        "Ann ha cambiato il nome del gruppo in Legge: due",
        "Ann heeft de groepsnaam gewijzigd in Wet: twee",
        "Ann zmienił(a) temat na Ustawa: dwa",
        "Анна изменила тему на Закон: два",
        "Ann konuyu Yasa: iki olarak değiştirdi",
        "Ann mengubah subjek menjadi RUU: dua",
        "محمد غيّر اسم المجموعة إلى مشروع: اثنان",
        "قام محمد بتغيير الموضوع إلى مشروع: اثنان",
        "آرش نام گروه را به لایحه: دو تغییر داد",
        "דנה שינתה את נושא הקבוצה אל חוק: שתיים",
        "अनु ने विषय बदलकर विधेयक: दो किया",
        "李雷将群组名称更改为法案: 二",
        "山田さんがグループ名を法案: 二に変更しました",
        "민수님이 그룹 이름을 법안: 둘로 변경했습니다",
        "สมชาย ได้เปลี่ยนชื่อกลุ่มเป็น ร่าง: สอง",
        // Added, and to where.
        "Ann added you to a group in the community: Bill",
        "Ann hat dich zu einer Gruppe in der Community hinzugefügt: Bill",
        "محمد أضافك إلى مجموعة في المجتمع: مشروع",
        "דנה הוסיפה אותך לקבוצה בקהילה: חוק",
        "अनु ने आपको समुदाय के एक ग्रुप में जोड़ा: विधेयक",
        "李雷将你添加到社区中的群组: 法案",
        "山田さんがコミュニティのグループにあなたを追加しました: 法案",
        "민수님이 커뮤니티의 그룹에 회원님을 추가했습니다: 법안",
        "สมชาย ได้เพิ่มคุณลงในกลุ่มในชุมชน: ร่าง",
        "+44 7700 900123 added you to a group in the community: Bill",
        "+44 7700 900123 أضافك إلى مجموعة في المجتمع: مشروع",
        // Of the timer and of encryption.
        "Nobody turned on disappearing messages for this chat. The time: 24 hours",
        "Messages and calls are end-to-end encrypted. Learn more: tap",
        "Nachrichten sind Ende-zu-Ende-verschlüsselt. Mehr: tippen",
        "الرسائل والمكالمات مشفرة تمامًا بين الطرفين: اضغط",
        "消息和通话都进行端到端加密。对话之外的任何人都无法读取: 了解",
    ] {
        let (entries, summary) = entries(&[line]);
        assert_eq!(entries[0].kind, EntryKind::System, "{line}");
        assert_eq!(entries[0].text, line);
        assert_eq!(summary.senders.len(), 11, "{line}");
    }
}

#[test]
fn a_group_that_is_renamed_again_and_again_sends_nothing() {
    let lines = [
        "Ann changed the subject from 'Bill: one' to 'Bill: two'",
        "Ann changed the subject from 'Bill: two' to 'Bill: three'",
        "Ann changed the subject to Bill: four",
        "Ann changed the subject to Bill: five",
        "山田さんがグループ名を法案: 二に変更しました",
    ];
    let (entries, _) = entries(&lines);
    assert!(entries.iter().all(|e| e.kind == EntryKind::System));
}

#[test]
fn a_name_of_many_words_is_a_sender() {
    for name in [
        "O'Brien",
        "Jeanne d'Arcy",
        "Ta'aroa",
        "Jan van 't Hoff",
        "Ann 'Bo' Lee",
        "Sione 'Ulu'ave",
        "Ann Lee",
        "Ann Mary Lee Smith Jones",
        "Ann van der Berg",
        "Zoë de la Cruz y Ruiz",
        "Анна Петровна Иванова",
        "محمد علي",
        "محمد علي بن عبدالله",
        "محمد بن عبد الله بن سلمان",
        "محمد علي حسن عبد الرحمن",
        "أبو علي",
        "דנה כהן",
        "דנה כהן לוי בן ארי",
        "अनु कुमारी",
        "अनु कुमारी शर्मा देवी सिंह",
        "李雷工作",
        "李雷的妈妈",
        "山田太郎",
        "山田 太郎 さん",
        "민수정",
        "민수 아빠 회사 사무실",
        "สมชาย ใจดี",
        "เพิ่มศักดิ์ ใจดี",
        "آرش رضایی",
        "گروه کار آرش رضایی",
        "ნინო ბერიძე მაისურაძე ლომიძე კაპანაძე დვალი",
        "+44 7700 900123",
        "+44 7700 900123 محمد علي",
        "+44 7700 900123 Ann Lee",
    ] {
        let line = format!("{name}: the students' turn is today");
        let (entries, _) = entries(&[&line]);
        assert_eq!(entries[0].sender.as_deref(), Some(name));
    }
}

#[test]
fn what_may_be_a_notice_is_kept_as_a_message_and_said() {
    let (entries, summary) = entries(&["محمد علي حسن عبد الرحمن: نعم", "李雷和妈妈爸爸的电话: 好"]);
    assert!(entries.iter().all(|e| e.kind == EntryKind::Message));
    let said = summary.notices.join("\n");
    assert!(
        said.contains("2 names may be notices of WhatsApp's; their entries were kept as messages: \"محمد علي حسن عبد الرحمن\", \"李雷和妈妈爸爸的电话\""),
        "{said}"
    );
    let (_, summary) = self::entries(&["Ann Lee: yes"]);
    assert!(!summary.notices.join("\n").contains("may be"));
}

/// Reads lines after a few messages of Ann Lee, Bob Ray, Ann and Bob.
fn among_four(lines: &[&str]) -> (Vec<Owned>, Summary) {
    let mut text = String::new();
    for (i, name) in ["Ann Lee", "Bob Ray", "Ann", "Bob"].iter().enumerate() {
        text += &format!(
            "18/03/2022, 15:1{i} - {name}: hello {i}\n18/03/2022, 15:1{i} - {name}: again\n"
        );
    }
    for (i, line) in lines.iter().enumerate() {
        text += &format!("19/03/2022, 16:{:02} - {line}\n", i % 60);
    }
    let (mut entries, summary) = read(&text, &Options::default());
    (entries.split_off(8), summary)
}

#[test]
fn what_somebody_shared_set_or_ended_is_no_sender() {
    for lines in [
        ["Ann Lee shared contact: Dan", "Ann Lee shared contact: Eve"],
        [
            "Ann Lee set the event: Monday 10:30",
            "Ann Lee set the event: Lunch",
        ],
        [
            "Bob Ray created the event: Meeting 10:30",
            "Bob Ray created the event: Lunch",
        ],
        ["Poll ended: Option B", "Poll ended: Option C"],
        [
            "Group settings changed: only admins can send",
            "Group settings changed: all may send",
        ],
        ["Admin Ann approved: Bob", "Admin Ann approved: Cal"],
    ] {
        for lines in [&lines[..1], &lines[..]] {
            let (entries, summary) = among_four(lines);
            for (entry, line) in entries.iter().zip(lines) {
                assert_eq!(
                    (entry.kind, entry.text.as_str()),
                    (EntryKind::System, *line)
                );
            }
            assert_eq!(summary.senders.len(), 4, "{lines:?}");
        }
    }
    // Of nobody who writes here it is a name.
    let (entries, _) = among_four(&["Dan shared contact: Eve"]);
    assert_eq!(entries[0].sender.as_deref(), Some("Dan shared contact"));
}

#[test]
fn a_name_that_describes_somebody_keeps_its_message() {
    for (name, unsure) in [
        ("Bob who fixed the boiler", false),
        ("the team in room 4.12 at the treasury", true),
        ("The team in room 4.12 at the treasury", true),
        ("you know who it is from work", true),
        ("Ann (Department for Education, added by Bob)", false),
    ] {
        let line = format!("{name}: invoice sent");
        let (entries, summary) = among_four(&[&line]);
        assert_eq!(entries[0].sender.as_deref(), Some(name));
        assert_eq!(entries[0].text, "invoice sent");
        let listed = summary
            .notices
            .join("\n")
            .contains("may be a notice of WhatsApp's");
        assert_eq!(listed, unsure, "{name}");
    }
}

#[test]
fn on_an_iphone_a_marked_line_about_somebody_else_is_a_notice() {
    for (name, body) in [
        ("Ann", "\u{200e}Bob joined using your invite"),
        ("Ann", "\u{200e}Bob joined using an invite link"),
        ("Bob", "\u{200e}You were added to the community: Schools"),
    ] {
        let text = format!(
            "[18/03/2022, 15:10:00] Ann: hello\r\n[18/03/2022, 15:11:00] Bob: hi\r\n[18/03/2022, 15:12:00] {name}: {body}\r\n\
             [18/03/2022, 15:13:00] Ann: Bob joined using your invite\r\n"
        );
        let (entries, summary) = read(&text, &Options::default());
        let kinds: Vec<_> = entries
            .iter()
            .map(|e| e.kind == EntryKind::System)
            .collect();
        assert_eq!(kinds, [false, false, true, false], "{body}");
        assert_eq!(summary.messages, 3);
    }
}

#[test]
fn a_copied_chat_without_senders_is_refused_and_notices_alone_are_not() {
    use import_support::open;
    let teams = "[13/03/2024 10:00] Ann\nhi\n[13/03/2024 10:01] Bob\nx\n";
    for text in [
        teams,
        &teams.replace(']', "] ~"),
        "[13/03/2024 10:00] Ann Lee\nhi\nyou\n",
    ] {
        let refused = open(text, &Options::default()).err().map(|e| e.to_string());
        let told = refused.unwrap_or_default();
        assert!(
            told.contains("no stamp in it has a sender with a colon behind it"),
            "{text}: {told}"
        );
    }
    for text in [
        "[13/03/2024, 10:00:00] Ann left\n",
        "[13/03/2024, 10:00:00] You created this group\nmore\n[13/03/2024, 10:00:01] Ann joined\nmore\n",
        "[13/03/2024, 10:00:00] \u{200e}Ann\nhi\n",
        "[13/03/2024 10:00] Ann\nhi\n[13/03/2024 10:01] Bob: x\n",
    ] {
        assert!(open(text, &Options::default()).is_ok(), "{text}");
    }
}
