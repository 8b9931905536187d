package io.labauth.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledApiKeyRequestTest {
    @Test
    void body_whenNothingIsSaid_hasTheMembersThatMustBeThere() {
        assertThat(json(TiledApiKeyRequest.unlimited())).isEqualTo("{\"expires_in\":null,\"scopes\":null}");
    }

    @Test
    void body_saysWhatWasSaid() {
        TiledApiKeyRequest request = TiledApiKeyRequest.unlimited()
                .expiresIn(Duration.ofMillis(900_999))
                .scopes("read:data", "metrics")
                .note("a \"note\"");

        assertThat(json(request))
                .isEqualTo("{\"expires_in\":900,\"scopes\":[\"read:data\",\"metrics\"],\"note\":\"a \\\"note\\\"\"}");
    }

    @Test
    void note_mayHave255CharactersAndNotOneMore() {
        assertThat(json(TiledApiKeyRequest.unlimited().note("é".repeat(255)))).contains("é");
        assertThat(json(TiledApiKeyRequest.unlimited().note("🔑".repeat(255)))).contains("note");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TiledApiKeyRequest.unlimited().note("é".repeat(256)))
                .withMessageContaining("255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.9S", "PT9000000H"})
    void expiresIn_whenNoTimeAtAllOrBeyondTheCalendar_isRefused(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TiledApiKeyRequest.unlimited().expiresIn(time))
                .withMessageContaining("more than zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0m", "soon", "-900"})
    void expiresIn_whenTheTextIsNoTime_isRefused(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TiledApiKeyRequest.unlimited().expiresIn(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read", "READ:DATA", "read:data ", "apikeys"})
    void scopes_whenTiledHasNoneOfThatName_areRefusedWithThoseItHas(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TiledApiKeyRequest.unlimited().scopes("read:data", scope))
                .withMessageContaining("admin:apikeys, create:apikeys");
    }

    @Test
    void scopes_whenNoneIsNamed_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TiledApiKeyRequest.unlimited().scopes());
    }

    private static String json(TiledApiKeyRequest request) {
        BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
        request.body().subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                text.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                text.onNext(List.of(item));
            }

            @Override
            public void onError(Throwable throwable) {
                text.onError(throwable);
            }

            @Override
            public void onComplete() {
                text.onComplete();
            }
        });
        return text.getBody().toCompletableFuture().join();
    }
}
