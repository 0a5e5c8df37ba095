package pro.jit.gateway.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Occurrence;

/** What a visit to the login address comes to; each with the cookies it sets. */
sealed interface LoginStep {
    List<String> cookies();

    /** On to the application: signed in. */
    record Enter(String path, List<String> cookies) implements LoginStep {
        public Enter {
            cookies = List.copyOf(cookies);
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

    /** Not signed in; {@code openId} where Feishu said who it was. */
    record Refuse(Occurrence occurrence, @Nullable String openId, List<String> cookies) implements LoginStep {
        public Refuse {
            cookies = List.copyOf(cookies);
        }

        static Refuse of(Occurrence occurrence) {
            return new Refuse(occurrence, null, List.of());
        }
    }
}
