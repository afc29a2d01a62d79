package dev.azulejo.core.foreign;

import static dev.azulejo.core.foreign.Calls.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A C function whose parameters are whole numbers, pointers and doubles. All but doubles are passed as words of 64
/// bits, whatever they are in C: where Azulejo runs (System V for x86-64, AAPCS64) each has a register or, behind the
/// dots of a variadic function, a slot of that size, of which the function reads its part. Nor does it read registers
/// of parameters that it does not have. So most functions share one handle: with one for each signature the JVM made
/// some 700 hidden classes at each start, with one for each number of parameters some 90.
///
/// At most eight parameters stand before the dots, as AAPCS64 has registers for eight. Thread-safe.
public final class NativeFunction {
    private static final Map<Shape, MethodHandle> HANDLES = new ConcurrentHashMap<>();
    private static final int NOT_VARIADIC = -1;
    private static final int MOST_IN_REGISTERS = 8;

    /// x86-64 has registers for six words.
    private static final List<Integer> IN_REGISTERS = List.of(6, MOST_IN_REGISTERS);

    /// What comes behind the `NULL` that ends a list of options is not read, so lists of several lengths share a shape.
    private static final List<Integer> LENGTHS = List.of(6, 10, 16, 24);

    private final MemorySegment symbol;
    private final int fixed;

    private NativeFunction(MemorySegment symbol, int fixed) {
        this.symbol = symbol;
        this.fixed = fixed;
    }

    public static NativeFunction of(MemorySegment symbol) {
        return new NativeFunction(symbol, NOT_VARIADIC);
    }

    /// A function with `...` after its first `fixed` parameters, which takes a list of options that ends with `NULL`:
    /// that is added here.
    public static NativeFunction variadic(MemorySegment symbol, int fixed) {
        return new NativeFunction(symbol, fixed);
    }

    /// @param fixed parameters before the dots; -1 where there are none
    /// @param doubles which of the parameters are doubles, the first as the lowest bit
    private record Shape(int parameters, int fixed, long doubles, boolean givesDouble) {
        MethodHandle handle() {
            var layouts = new MemoryLayout[parameters];
            for (int i = 0; i < parameters; i++) {
                layouts[i] = (doubles >> i & 1) == 1 ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
            }
            var result = givesDouble ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
            var options = fixed == NOT_VARIADIC
                    ? new Linker.Option[0]
                    : new Linker.Option[] {Linker.Option.firstVariadicArg(fixed)};
            @SuppressWarnings("restricted") // calling C is what this is for
            var handle = Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(result, layouts), options);
            return handle.asSpreader(1, Object[].class, parameters)
                    .asType(MethodType.methodType(
                            givesDouble ? double.class : long.class, MemorySegment.class, Object[].class));
        }
    }

    /// Calls it for what it does.
    ///
    /// @param values `Integer`, `Long`, `Double` or [MemorySegment], as its parameters are
    public void run(Object... values) {
        word(values);
    }

    /// The whole number that it returns, of 32 bits.
    public int number(Object... values) {
        return (int) word(values);
    }

    /// The same of 64 bits.
    public long word(Object... values) {
        var words = words(values);
        var handle = handle(words, false);
        try {
            return call(() -> (long) handle.invokeExact(symbol, words));
        } finally {
            Reference.reachabilityFence(values); // the memory that they are is read until here
        }
    }

    public MemorySegment pointer(Object... values) {
        return MemorySegment.ofAddress(word(values));
    }

    public double real(Object... values) {
        var words = words(values);
        var handle = handle(words, true);
        try {
            return call(() -> (double) handle.invokeExact(symbol, words));
        } finally {
            Reference.reachabilityFence(values);
        }
    }

    private MethodHandle handle(Object[] words, boolean givesDouble) {
        long doubles = 0;
        for (int i = 0; i < words.length; i++) {
            doubles |= words[i] instanceof Double ? 1L << i : 0;
        }
        return HANDLES.computeIfAbsent(new Shape(words.length, fixed, doubles, givesDouble), Shape::handle);
    }

    private Object[] words(Object[] values) {
        if (fixed == NOT_VARIADIC ? values.length > MOST_IN_REGISTERS : fixed > MOST_IN_REGISTERS) {
            throw new IllegalArgumentException(
                    "more than %d parameters have no registers".formatted(MOST_IN_REGISTERS));
        }
        var words = new ArrayList<Object>();
        for (var value : values) {
            words.add(word(value));
        }
        int least = fixed == NOT_VARIADIC ? words.size() : words.size() + 1;
        var lengths = fixed == NOT_VARIADIC ? IN_REGISTERS : LENGTHS;
        int length = lengths.stream().filter(its -> its >= least).findFirst().orElse(least);
        while (words.size() < length) {
            words.add(0L);
        }
        return words.toArray();
    }

    private static Object word(Object value) {
        if (value instanceof MemorySegment segment) {
            return segment.address();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        throw new IllegalArgumentException("no value of C: " + value);
    }
}
