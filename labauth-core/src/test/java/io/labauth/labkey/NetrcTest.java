package io.labauth.labkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labauth.Secret;
import io.labauth.labkey.Netrc.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetrcTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine lab.example.org login apikey password KEY",
                "machine lab.example.org password KEY login apikey",
                "machine lab.example.org\n\tlogin apikey\r\n\tpassword KEY\n",
                "machine LAB.example.ORG login apikey account x password KEY",
                "\uFEFFmachine lab.example.org login apikey password KEY",
                "# a comment\nmachine lab.example.org # another\n login apikey password KEY # the last",
                "machine \"lab.example.org\" login \"api\\key\" password \"KEY\"",
                "default login apikey password other\nmachine lab.example.org login apikey password KEY",
                "machine lab.example.org login ada password pw machine lab.example.org login apikey password KEY",
                "macdef init\nmachine lab.example.org login apikey password wrong\n\nmachine lab.example.org login apikey password KEY",
                "macdef init machine lab.example.org login apikey password wrong\necho\n\nmachine lab.example.org login apikey password KEY",
                "macdef init \t \nmachine lab.example.org login apikey password wrong\n\nmachine lab.example.org login apikey password KEY",
                "macdef init\n\nmachine lab.example.org login apikey password KEY",
                "login stray password stray unknown machine lab.example.org login apikey password KEY",
                "machine other login apikey password other default login apikey password KEY",
            })
    void password_whateverTheLayout_isFound(String text) {
        List<Entry> entries = Netrc.parse(text.replace("KEY", KEY));

        assertThat(Netrc.password(entries, "lab.example.org", "apikey")).contains(Secret.of(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "machine",
                "machine lab.example.org",
                "machine lab.example.org login apikey",
                "machine lab.example.org login apikey password",
                "machine lab.example.org login apikey password \"\"",
                "machine lab.example.org login ada password KEY",
                "machine other.example.org login apikey password KEY",
                "machine lab.example.org:8443 login apikey password KEY",
                "# machine lab.example.org login apikey password KEY",
                "macdef init\nmachine lab.example.org login apikey password KEY",
                "macdef init\necho\nmachine lab.example.org login apikey password KEY\n",
                "macdef",
            })
    void password_whenNoEntryHasIt_isNone(String text) {
        assertThat(Netrc.password(Netrc.parse(text), "lab.example.org", "apikey"))
                .isEmpty();
    }

    @Test
    void password_mayBeginLikeACommentOrAKeyword() {
        List<Entry> entries = Netrc.parse("machine a login apikey password #1 machine b login apikey password machine");

        assertThat(Netrc.password(entries, "a", "apikey")).contains(Secret.of("#1"));
        assertThat(Netrc.password(entries, "b", "apikey")).contains(Secret.of("machine"));
    }

    @Test
    void parse_whenAQuotedWordDoesNotEnd_namesTheLineAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Netrc.parse("machine a\nlogin apikey\npassword \"" + KEY + "\n"))
                .withMessageContaining("line 3")
                .withMessageNotContaining(KEY);
    }

    @Test
    void entry_showsNoPassword() {
        assertThat(Netrc.parse("machine a login apikey password " + KEY).toString())
                .doesNotContain(KEY);
    }

    @Property
    void whatIsWritten_isRead(@ForAll("entries") List<Entry> entries) {
        assertThat(Netrc.parse(entries.stream().map(NetrcTest::written).collect(Collectors.joining("\n"))))
                .isEqualTo(entries);
    }

    @Property(tries = 2000)
    void anyText_ends(@ForAll("texts") String text) {
        try {
            assertThat(Netrc.parse(text)).isNotNull();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("a quoted word does not end");
        }
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<String> word = Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars(" \t\n\\\"#ö")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(text -> !text.isBlank());
        return Combinators.combine(word.injectNull(0.1), word, word)
                .as((machine, login, password) -> new Entry(machine, login, Secret.of(password)))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> words = Arbitraries.of(
                "machine",
                "default",
                "login",
                "password",
                "macdef",
                "account",
                "#",
                "\"",
                "\\",
                " ",
                "\n",
                "\n\n",
                "x");
        return Arbitraries.oneOf(words, anything).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    private static String written(Entry entry) {
        return Optional.ofNullable(entry.machine())
                        .map(machine -> "machine " + quoted(machine))
                        .orElse("default")
                + " login " + quoted(entry.login())
                + "\n password " + quoted(entry.password().reveal());
    }

    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
