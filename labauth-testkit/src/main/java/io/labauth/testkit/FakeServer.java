package io.labauth.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;

/** A fake's server: each call is carried out, logged under its name and answered, or fails where a test has asked for it. */
final class FakeServer implements AutoCloseable {
    private final PendingFaults faults = new PendingFaults();
    private final CallLog calls = new CallLog(System::nanoTime);
    private final WireMockServer server;

    /** What answers the calls. */
    interface Service {
        Outcome carryOut(FakeCall call);
    }

    /** What a call was, by the names under which it is logged, and the right answer. */
    record Outcome(String group, String name, Answer answer) {}

    FakeServer(String fake, int port, Service service) {
        server = LoopbackServer.start(port, new Transformer(fake, service));
    }

    URI origin() {
        return URI.create(LoopbackServer.origin(server));
    }

    CallLog calls() {
        return calls;
    }

    void failNext(Fault fault, int times) {
        failNext(PendingFaults.ANY_METHOD, fault, times);
    }

    void failNext(String name, Fault fault, int times) {
        faults.add(name, fault, times);
    }

    @Override
    public void close() {
        server.stop();
    }

    private Answer answer(FakeCall call, Service service) {
        Outcome outcome = service.carryOut(call);
        calls.add(
                new CallLog.Call(
                        outcome.group(),
                        outcome.name(),
                        call.httpMethod(),
                        outcome.answer().status(),
                        call.query()),
                call.identity());
        return faults.next(outcome.name())
                .map(fault -> fault.strike(outcome.answer()))
                .orElse(outcome.answer());
    }

    private final class Transformer implements ResponseDefinitionTransformerV2 {
        private final String fake;
        private final Service service;

        Transformer(String fake, Service service) {
            this.fake = fake;
            this.service = service;
        }

        @Override
        public String getName() {
            return fake;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return answer(new FakeCall(event.getRequest()), service).toResponse();
        }
    }
}
