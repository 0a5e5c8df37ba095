package pro.jit.sandbox.model;

import java.util.List;
import java.util.Random;

/** Names for generated people and departments: most are ordinary and many the same; some are what breaks a careless program. */
final class GeneratedNames {
    private static final List<String> SURNAMES = List.of(
            "王 Wang",
            "李 Li",
            "张 Zhang",
            "刘 Liu",
            "陈 Chen",
            "杨 Yang",
            "黄 Huang",
            "赵 Zhao",
            "吴 Wu",
            "周 Zhou",
            "徐 Xu",
            "孙 Sun",
            "马 Ma",
            "朱 Zhu",
            "胡 Hu",
            "郭 Guo",
            "何 He",
            "林 Lin",
            "高 Gao",
            "欧阳 Ouyang");
    private static final List<String> GIVEN = List.of(
            "伟 Wei",
            "芳 Fang",
            "敏 Min",
            "静 Jing",
            "磊 Lei",
            "洋 Yang",
            "勇 Yong",
            "艳 Yan",
            "杰 Jie",
            "娟 Juan",
            "涛 Tao",
            "明 Ming",
            "超 Chao",
            "霞 Xia",
            "平 Ping",
            "刚 Gang",
            "小满 Xiaoman",
            "思远 Siyuan",
            "子涵 Zihan",
            "雨桐 Yutong",
            "浩然 Haoran",
            "欣怡 Xinyi");
    private static final List<String> ODD = List.of(
            "小 🎈 气球",
            "👩‍👩‍👧‍👦 一家",
            "O'Brien \"Bob\" \\ 奥布莱恩",
            "<script>alert('姓名')</script>",
            "</td><img src=x onerror=alert(1)>",
            "=1+1",
            "Zoë Ångström-Łukasiewicz",
            "\u202Eمحمد עברית",
            "𠮷野 家",
            "Robert'); DROP TABLE member;--",
            "null",
            "非常长的姓名".repeat(20),
            "x".repeat(255));
    private static final List<String> AREAS =
            List.of("华东 East", "华南 South", "华北 North", "西南 Southwest", "海外 Overseas", "总部 Headquarters");
    private static final List<String> TASKS = List.of(
            "研发 Engineering", "销售 Sales", "教研 Teaching", "运营 Operations", "客服 Support", "财务 Finance", "设计 Design");
    private static final List<String> ODD_DEPARTMENTS =
            List.of("未来 \"X\" 实验室", "<b>研发</b> & 设计", "🚀 火箭组", "很长的部门名称".repeat(14), "A/B 测试组", "' OR 1=1 --");

    private static final int EVERY = 23;

    private GeneratedNames() {}

    /** A name and how it is in Latin letters. */
    record Name(String name, String enName) {}

    /** The name of the person with this place in the company; every 23rd is odd. */
    static Name person(int place, Random random) {
        var surname = split(pick(SURNAMES, random));
        var given = split(pick(GIVEN, random));
        if (place % EVERY == EVERY - 1) {
            var odd = ODD.get(place / EVERY % ODD.size());
            return new Name(odd, odd);
        }
        return new Name(surname[0] + given[0], given[1] + " " + surname[1]);
    }

    /** The name of the department with this place; every 23rd is odd, and the number keeps ordinary ones apart. */
    static Name department(int place, Random random) {
        var area = split(pick(AREAS, random));
        var task = split(pick(TASKS, random));
        if (place % EVERY == EVERY - 1) {
            var odd = ODD_DEPARTMENTS.get(place / EVERY % ODD_DEPARTMENTS.size());
            return new Name(odd, odd);
        }
        return new Name(area[0] + task[0] + " " + place + " 组", area[1] + " " + task[1] + " " + place);
    }

    private static String[] split(String both) {
        return both.split(" ", 2);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
