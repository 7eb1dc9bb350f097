namespace Spam.Keras.Preprocessing;

/// <summary>NumPy's <c>RandomState</c>: the MT19937 generator, seeded and drawn from as NumPy's legacy interface does.</summary>
/// <remarks>
/// Not safe for several threads at once.<br/>
/// Source: NumPy 1.26, numpy/random/mtrand.pyx. Paper: Matsumoto and Nishimura, 1998.
/// </remarks>
public sealed class MersenneTwister
{
    const int Size = 624, Middle = 397;

    readonly uint[] _state = new uint[Size];
    int _position = Size;

    /// <summary>The generator that <c>RandomState(seed)</c> makes.</summary>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_position == Size)
            Renew();

        var bits = _state[_position++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9D2C5680;
        bits ^= (bits << 15) & 0xEFC60000;
        return bits ^ (bits >> 18);
    }

    /// <summary>A number from 0 to <paramref name="highest"/>, itself included; 0 draws nothing.</summary>
    /// <remarks>Draws under the smallest mask of ones that covers the highest, again and again until one fits.</remarks>
    public uint NextBounded(uint highest)
    {
        if (highest == 0)
            return 0;

        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(highest);
        while (true)
        {
            var number = NextUInt32() & mask;
            if (number <= highest)
                return number;
        }
    }

    /// <summary>A number in [0, 1) of 53 random bits: <c>random_sample()</c>.</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>Puts <paramref name="items"/> in random order: <c>shuffle(list)</c>.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)NextBounded((uint)i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order: <c>permutation(n)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below zero.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        var numbers = new int[count];
        for (var i = 0; i < count; i++)
            numbers[i] = i;
        Shuffle<int>(numbers);
        return numbers;
    }

    void Renew()
    {
        for (var i = 0; i < Size; i++)
        {
            var bits = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Middle) % Size] ^ (bits >> 1) ^ ((bits & 1) * 0x9908B0DF);
        }

        _position = 0;
    }
}
