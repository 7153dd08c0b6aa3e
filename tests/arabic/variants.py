"""The written variants of a noun or adjective, and the words to try them on.

The words were chosen by hand, many of them because they begin with a letter that could be a
particle (و ف ب ك ل س) or end in letters that could be a suffix. A variant that a word cannot have
is left out of its answer.
"""

from __future__ import annotations

from arabic_reshaper import ArabicReshaper

FATHA = "\u064e"
TATWEEL = "\u0640"
PREFIXES = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "و", "ف", "ب", "ل", "ك")
PRONOUNS = ("ها", "هم")

_HAMZAS_OF_ALEF = str.maketrans("أإآ", "ااا")
_SWAPPED_SEATS = str.maketrans("ؤئ", "ئؤ")
_SWAPPED_YEHS = {"ى": "ي", "ي": "ى"}
_BEFORE_A_PRONOUN = {"ة": "ت", "ى": "ا", "ء": "ئ", "أ": "ئ", "ؤ": "ئ"}
_JOINED_ONLY_TO_THE_RIGHT = frozenset("اأإآدذرزوؤةىء")
_PRESENTATION = ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def variants(word: str) -> dict[str, str]:
    """Return the ways of writing `word`, by the name of the variation.

    `word` is unvocalised, without article, particle or pronoun, and no dual or sound masculine
    plural (those lose their ن before a pronoun).
    """
    written = {
        "hamza dropped": word.translate(_HAMZAS_OF_ALEF),
        "ة as ه": word[:-1] + "ه" if word.endswith("ة") else word,
        "final ي and ى": word[:-1] + _SWAPPED_YEHS.get(word[-1], word[-1]),
        "ؤ and ئ": word.translate(_SWAPPED_SEATS),
        "tatweel": _stretched(word),
        "tashkeel": "".join(letter + FATHA for letter in word),
        "presentation forms": _PRESENTATION.reshape(word),
    }
    written |= {f"+{prefix}": _with_prefix(prefix, word) for prefix in PREFIXES}
    written |= {f"+{pronoun}": _with_pronoun(word, pronoun) for pronoun in PRONOUNS}
    return {name: variant for name, variant in written.items() if variant != word}


def _stretched(word: str) -> str:
    """Write a tatweel after the first letter that can be joined to its follower."""
    for at, letter in enumerate(word[:-1], start=1):
        if letter not in _JOINED_ONLY_TO_THE_RIGHT and word[at] != "ء":
            return word[:at] + TATWEEL * 2 + word[at:]
    return word


def _with_prefix(prefix: str, word: str) -> str:
    """Three ل are never written in a row: لل and لغة are للغة."""
    if prefix.endswith("لل") and word.startswith("ل"):
        return prefix + word[1:]
    return prefix + word


def _with_pronoun(word: str, pronoun: str) -> str:
    """Open a final ة, write ى as ا, and give a final hamza the seat of the genitive."""
    return word[:-1] + _BEFORE_A_PRONOUN.get(word[-1], word[-1]) + pronoun


_NOUNS = """
    وزارة وكيل وثيقة وظيفة وطن ورشة وسيلة وسيط وصول وضوح وفاة وقود ولاية واقع وباء وتيرة وجبة وحيد
    وردة وريث وسام وصية وزير وفد وقت وعد ورقة واجهة وديعة وقفة والد فريق فساد فصيلة فضيحة فكرة
    فلاح فنان فندق فوز فوضى فيضان فتاة فترة فجوة فحص فرصة فرع فقر فلسفة فعالية فجر فيلم فارس فضة
    فستان فائدة بيان برنامج برلمان بنك بطولة بضاعة بعثة بداية بيئة بوابة بحيرة بترول باخرة بطاقة
    بستان برهان بلدية بريد بديل باحث بلد بصمة بحر بند بيت بطل بارد برق كتاب كارثة كلمة كنيسة كوكب
    كهرباء كفاءة كتيبة كاتب كرسي كأس كمية كثافة كيان كرامة كهف كمين كشف كبير كريم كامل كتلة كسر
    كلفة لجنة لاعب لغة لقاء لحظة لاجئ لهجة لوحة لون ليل لسان لحم لبن ليمون لقاح لائحة لغز لواء
    لطيف لغم لقب لباس سلام سلاح سفارة سفينة سلطة سوق سياسة سيادة سيطرة سماء سبب سجن سرعة سرير
    سحابة سعر سقف سلسلة سيارة سفير سيف سكر ستار سيرة سطح سكان ميدان عنوان إعلان إنسان عدوان مهرجان
    حيوان بركان دخان ميزان طيران ديوان غليان جيران ضمان أمان خزان بلدان رهان سلطان أوان تمرين سجين
    مسكين تأمين تدشين تكوين تموين تخزين يقين حنين تعيين تحسين بنزين تخمين سنين قانون تعاون زيتون
    صابون مليون مضمون مخزون تهاون عيون فنون شؤون ديون سجون تلفزيون قوات علاقات عقوبات انتخابات
    مفاوضات احتجاجات معلومات اتصالات خدمات صادرات ثبات نبات مخدرات قرارات واردات قاضي نادي محامي
    عسكري نووي سياسي دولي تاريخي شعبي وطني رئيسي حقيقي أساسي إنساني ثقافي طبي عالمي روسي بيلاروسي
    أوروبي آسيوي جماعي رسمي نهائي قوي ثانوي وجه اتجاه مياه تنبيه تشويه فقه توجيه اشتباه انتباه
    قضاء اعتداء إنهاء شتاء غذاء دواء بناء أعضاء زعماء رؤساء وزراء خبراء صحراء كيمياء استياء إلغاء
    هواء فضاء ادعاء أعباء جزء عبء سوء بطء مستشفى مبنى مستوى ذكرى منتدى مقهى فتوى شكوى دعوى قتلى
    جرحى أقصى مأوى معنى مؤتمر مسؤول هيئة رئيس مؤسسة مأزق رؤية سؤال مسألة نشأة شأن تأثير تأخير رأي
    مؤامرة مؤشر وسائل رسائل جائزة طائرة دائرة عائلة ضئيل مئوية لؤلؤ مبدأ قمة منظمة حكومة دولة
    مدينة جلسة خطة معاهدة اتفاقية مبادرة رئاسة زيارة سيولة حملة مهمة صحيفة وكالة شرطة محكمة شبكة
    صناعة زراعة تجارة ثورة قوة قاعدة منطقة حدود أزمة هدنة معركة جبهة ضربة صفقة قضية حادثة نتيجة
    مرحلة عملية جامعة مدرسة مكتبة رسالة إدارة إرادة إشارة إجازة أسرة أغنية آلية أهمية اجتماع
    اقتراح التزام انسحاب استقرار استقلال احترام اختيار انتصار اقتصاد ارتفاع انخفاض اعتراف إرهاب
    إجراء إصلاح إنتاج أسبوع أستاذ أمير أمن ألم أرض أمل حرب جيش جندي ضابط صاروخ هجوم دفاع تدريب
    تهديد تصعيد حصار تحالف حلف موقف تقرير مصدر خبر صحفي مراسل حوار نزاع خلاف صراع تفاهم ميثاق
    مشروع تنسيق تطوير تعزيز تمويل تبادل تقدم تراجع شعب رجل طفل شاب عامل تاجر طبيب مهندس معلم طالب
    مواطن مهاجر ضيف صديق عدو جار شريك عضو نائب ملك باب شارع طريق جسر مطار قطار ميناء نهر جبل غابة
    شجرة مطر ثلج ريح شمس قمر نجم صيف ربيع خريف خبز ملح زيت عسل تفاح سمك دجاج قهوة شاي ماء طعام
    مطبخ غرفة نافذة مفتاح هاتف حاسوب ملعب مباراة هدف قلب رأس عين يد دم عظم جلد مرض علاج صحة جراحة
    جديد قديم طويل قصير صغير جميل سريع بطيء ثقيل خفيف غني فقير صعب سهل واسع ضيق مفتوح مغلق مشترك
    مستقل دائم عاجل حاسم خطير هام نادر شامل عادل صادق حر ساخن
"""
NOUNS = tuple(_NOUNS.split())
