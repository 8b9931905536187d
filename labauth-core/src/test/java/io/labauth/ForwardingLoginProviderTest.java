package io.labauth;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingLoginProviderTest {
    /** Otherwise a wrapped provider would fall back to what the interface says of every provider. */
    @ParameterizedTest
    @MethodSource("methods")
    void everyMethod_isForwarded(Method method) {
        assertThatCode(() ->
                        ForwardingLoginProvider.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                .doesNotThrowAnyException();
    }

    static Method[] methods() {
        return LoginProvider.class.getDeclaredMethods();
    }
}
