package pro.jit.gateway.console.health;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/** Prometheus' text format, as far as gauges are read from it. */
final class PrometheusText {
    private PrometheusText() {}

    /** The values of a metric, whatever their labels, put together; empty where there is none that is a number. */
    static OptionalDouble read(String text, String metric, DoubleBinaryOperator together) {
        return text.lines()
                .filter(line -> line.startsWith(metric)
                        && line.length() > metric.length()
                        && (line.charAt(metric.length()) == '{' || line.charAt(metric.length()) == ' '))
                .flatMapToDouble(PrometheusText::value)
                .reduce(together);
    }

    /** A label's value may have spaces, but the number is what follows the last brace. */
    private static DoubleStream value(String line) {
        var words = line.substring(line.lastIndexOf('}') + 1).strip().split(" +", 3);
        try {
            var value = Double.parseDouble(words[line.indexOf('}') < 0 && words.length > 1 ? 1 : 0]);
            return Double.isFinite(value) ? DoubleStream.of(value) : DoubleStream.empty();
        } catch (NumberFormatException e) {
            return DoubleStream.empty();
        }
    }
}
