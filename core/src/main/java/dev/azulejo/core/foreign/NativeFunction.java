package dev.azulejo.core.foreign;

import static dev.azulejo.core.foreign.Calls.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A C function whose parameters are whole numbers, pointers and doubles. All but doubles are passed as words of 64
/// bits, whatever they are in C: where Azulejo runs (System V for x86-64, AAPCS64) each has a register or, behind the
/// dots of a variadic function, a slot of that size, of which the function reads its part. Nor does it read registers
/// and slots of parameters that it does not have. So nearly all functions share one handle: with one for each signature
/// the JVM made some 700 hidden classes at each start, with one for each number of parameters some 90.
///
/// At most eight parameters stand before the dots, as AAPCS64 has registers for eight. Thread-safe.
public final class NativeFunction {
    /// The shared handles, by the number of parameters, the number before the dots, and which are doubles.
    private static final Map<List<Number>, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    private static final int NOT_VARIADIC = -1;
    private static final int MOST_IN_REGISTERS = 8;

    /// Whether variadic arguments are passed differently from fixed ones, as on Apple's systems alone.
    /// Their C library has a function that no other has.
    private static final boolean DOTS_MATTER =
            Linker.nativeLinker().defaultLookup().find("_NSGetExecutablePath").isPresent();

    /// Arguments added after a list of options; what follows its `NULL` is not read.
    private static final List<Integer> LENGTHS = List.of(16, 24);

    private final MemorySegment symbol;
    private final int fixed;

    private NativeFunction(MemorySegment symbol, int fixed) {
        this.symbol = symbol;
        this.fixed = fixed;
    }

    public static NativeFunction of(MemorySegment symbol) {
        return new NativeFunction(symbol, NOT_VARIADIC);
    }

    /// Makes a function with `...` after its first `fixed` parameters, which takes a list of options; the
    /// `NULL` that ends the list is added here.
    public static NativeFunction variadic(MemorySegment symbol, int fixed) {
        return new NativeFunction(symbol, fixed);
    }

    private static MethodHandle handle(int parameters, int fixed, long doubles) {
        return HANDLES.computeIfAbsent(List.of(parameters, fixed, doubles), _ -> made(parameters, fixed, doubles));
    }

    /// The number of handles made so far, for all functions together.
    static int handles() {
        return HANDLES.size();
    }

    private static MethodHandle made(int parameters, int fixed, long doubles) {
        var layouts = new MemoryLayout[parameters];
        for (int i = 0; i < parameters; i++) {
            layouts[i] = (doubles >> i & 1) == 1 ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
        }
        var options = fixed == NOT_VARIADIC
                ? new Linker.Option[0]
                : new Linker.Option[] {Linker.Option.firstVariadicArg(fixed)};
        @SuppressWarnings("restricted") // calling C is what this is for
        var handle =
                Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts), options);
        for (int i = 0; i < parameters; i++) {
            if ((doubles >> i & 1) == 1) {
                handle = MethodHandles.filterArguments(handle, 1 + i, ofBits());
            }
        }
        return handle.asSpreader(1, long[].class, parameters);
    }

    private static MethodHandle ofBits() {
        var type = MethodType.methodType(double.class, long.class);
        return Calls.staticMethod(MethodHandles.publicLookup(), Double.class, "longBitsToDouble", type);
    }

    /// Calls the function and ignores its result.
    ///
    /// @param values `Integer`, `Long`, `Double` or [MemorySegment], as its parameters are
    public void run(Object... values) {
        word(values);
    }

    /// Calls the function, whose result has 32 bits.
    public int number(Object... values) {
        return (int) word(values);
    }

    /// Calls the function, whose result has 64 bits.
    public long word(Object... values) {
        if (fixed == NOT_VARIADIC ? values.length > MOST_IN_REGISTERS : fixed > MOST_IN_REGISTERS) {
            throw new IllegalArgumentException(
                    "more than %d parameters have no registers".formatted(MOST_IN_REGISTERS));
        }
        var words = new long[length(values.length)]; // ends with words that are 0
        Arrays.setAll(words, i -> i < values.length ? word(values[i]) : 0);
        var handle = handle(words.length, DOTS_MATTER ? fixed : NOT_VARIADIC, doubles(values));
        try {
            return call(() -> (long) handle.invokeExact(symbol, words));
        } finally {
            Reference.reachabilityFence(values); // the memory that they are is read until here
        }
    }

    public MemorySegment pointer(Object... values) {
        return MemorySegment.ofAddress(word(values));
    }

    private static int length(int parameters) {
        int least = parameters + 1; // with a NULL
        return LENGTHS.stream().filter(length -> length >= least).findFirst().orElse(least);
    }

    /// Says which of the values are doubles, the first in the lowest bit.
    private static long doubles(Object[] values) {
        long doubles = 0;
        for (int i = 0; i < values.length; i++) {
            doubles |= values[i] instanceof Double ? 1L << i : 0;
        }
        return doubles;
    }

    private static long word(Object value) {
        if (value instanceof MemorySegment segment) {
            return segment.address();
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double real) {
            return Double.doubleToRawLongBits(real);
        }
        throw new IllegalArgumentException("no value of C: " + value);
    }
}
