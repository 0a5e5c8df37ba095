package pro.jit.gateway.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Addressee;
import pro.jit.gateway.problem.Occurrence;

/** What a visit to the login address comes to; each with the cookies it sets. */
sealed interface LoginStep {
    List<String> cookies();

    /** Who Feishu said it was. */
    record Who(String openId, @Nullable String name) {}

    /**
     * On to an address at an entry origin: the application's, as somebody is signed in, with {@code who} where Feishu has just said so; or this login's,
     * which was asked for at another host.
     */
    record Enter(String path, @Nullable Who who, List<String> cookies) implements LoginStep {
        public Enter {
            cookies = List.copyOf(cookies);
        }

        static Enter known(String path, List<String> cookies) {
            return new Enter(path, null, cookies);
        }
    }

    /** To Feishu, which says who it is. */
    record AskFeishu(URI address, List<String> cookies) implements LoginStep {
        public AskFeishu {
            cookies = List.copyOf(cookies);
        }
    }

    /** A login page. */
    record Show(LoginPage page, List<String> cookies) implements LoginStep {
        public Show {
            cookies = List.copyOf(cookies);
        }
    }

    /** Not signed in; {@code who} where Feishu said who it was, {@code said} where Feishu said no. */
    record Refuse(
            Occurrence occurrence,
            @Nullable Who who,
            @Nullable FeishuSays said,
            List<String> cookies) implements LoginStep {
        public Refuse {
            cookies = List.copyOf(cookies);
        }

        /** The same, told to whom it is about. */
        Refuse to(@Nullable String company, @Nullable String chooseLink) {
            var addressee = new Addressee(who == null ? null : who.name(), company, chooseLink);
            return new Refuse(occurrence.to(addressee), who, said, cookies);
        }

        static Refuse of(Occurrence occurrence) {
            return new Refuse(occurrence, null, null, List.of());
        }
    }
}
