package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What the client signs, the fake's own verification takes as it is, and in no other form. */
class SignaturePropertyTest {
    private static final String EMAIL = "mara.lindqvist@example.org";

    private static FakeLabArchives fake;
    private static LabArchives labArchives;

    @BeforeContainer
    static void start() {
        fake = FakeLabArchives.start();
        FakeLabArchives.demoUsers().forEach(fake::addUser);
        labArchives = LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
    }

    @AfterContainer
    static void stop() {
        fake.close();
    }

    @Property(tries = 300)
    void aSignedAddress_isTakenWhateverTheCallbackIsCalled(@ForAll("callbacks") URI callback) {
        URI back = fake.signIn(labArchives.generateAuthUrl(callback), EMAIL);

        assertThat(back.toString()).startsWith(callback + "?");
    }

    @Property(tries = 300)
    void aSignedAddress_isRefusedWithAnyCharacterOfTheSignedPartsChanged(
            @ForAll("callbacks") URI callback,
            @ForAll @IntRange(max = 10_000) int position,
            @ForAll @AlphaChars @StringLength(1) String other) {
        String signed = labArchives.generateAuthUrl(callback).toString();
        int start = signed.indexOf('?') + 1;
        int changed = start + position % (signed.length() - start);
        Assume.that(Character.isLetterOrDigit(signed.charAt(changed)) && signed.charAt(changed) != other.charAt(0));
        Assume.that(!isInAnEscape(signed, changed));
        String forged = signed.substring(0, changed) + other + signed.substring(changed + 1);

        assertThatIllegalArgumentException().isThrownBy(() -> fake.signIn(URI.create(forged), EMAIL));
    }

    /** RFC 3986, 6.2.2.1: the same text, and signed as that. */
    @Example
    void aSignedAddress_isTakenWithItsEscapesInSmallLetters() {
        URI callback = URI.create("https://lab.example.org/callback/z");
        String signed = labArchives.generateAuthUrl(callback).toString();

        URI back = fake.signIn(URI.create(signed.replace("%3A", "%3a").replace("%2F", "%2f")), EMAIL);

        assertThat(back.toString()).startsWith(callback + "?");
    }

    /** Whether it is a digit of {@code %XX}, whose letters may be large or small. */
    private static boolean isInAnEscape(String text, int position) {
        return text.charAt(position - 1) == '%' || text.charAt(position - 2) == '%';
    }

    @Provide
    Arbitrary<URI> callbacks() {
        Arbitrary<String> segments = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-_~.")
                .ofMinLength(1)
                .ofMaxLength(40);
        return segments.map(segment -> URI.create("https://lab.example.org/callback/" + segment + "z"));
    }
}
