using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class MersenneTwisterGoldenTests
{
    const string File = "text/split.json";

    public static TheoryData<string> Bits => GoldenData.Keys(File, "first_uint32");

    public static TheoryData<string> Samples => GoldenData.Keys(File, "random_sample");

    public static TheoryData<int> Permutations => TextGoldens.Rows(File, "permutation");

    public static TheoryData<int> Shuffles => TextGoldens.Rows(File, "shuffle_list_of_n");

    public static TheoryData<int> Bounded => TextGoldens.Rows(File, "bounded_masked");

    [SkippableTheory, MemberData(nameof(Bits))]
    public void The_first_bits_are_those_of_NumPy(string seed)
    {
        Skip.If(seed == "absent", $"{File} is absent from the golden data.");
        var random = new MersenneTwister(uint.Parse(seed));

        var expected = GoldenData.Json(File).GetProperty("first_uint32").GetProperty(seed).EnumerateArray().Select(bits => bits.GetUInt32());

        Assert.All(expected, bits => Assert.Equal(bits, random.NextUInt32()));
    }

    [SkippableTheory, MemberData(nameof(Samples))]
    public void Numbers_between_0_and_1_are_those_of_NumPy(string seed)
    {
        Skip.If(seed == "absent", $"{File} is absent from the golden data.");
        var random = new MersenneTwister(uint.Parse(seed));

        var expected = GoldenData.Json(File).GetProperty("random_sample").GetProperty(seed).Doubles();

        Assert.All(expected, number => Assert.Equal(number, random.NextDouble()));
    }

    [SkippableTheory, MemberData(nameof(Permutations))]
    public void Permutations_are_those_of_NumPy(int row)
    {
        var expected = TextGoldens.Row(File, "permutation", row);

        var numbers = new MersenneTwister(expected.GetProperty("seed").GetUInt32()).Permutation(expected.GetProperty("n").GetInt32());

        Assert.Equal(expected.GetProperty("y").Ints(), numbers);
    }

    [SkippableTheory, MemberData(nameof(Shuffles))]
    public void Lists_are_shuffled_as_by_NumPy(int row)
    {
        var expected = TextGoldens.Row(File, "shuffle_list_of_n", row);
        int[] items = [.. Enumerable.Range(0, expected.GetProperty("n").GetInt32())];

        new MersenneTwister(expected.GetProperty("seed").GetUInt32()).Shuffle<int>(items);

        Assert.Equal(expected.GetProperty("y").Ints(), items);
    }

    [SkippableTheory, MemberData(nameof(Bounded))]
    public void Bounded_numbers_are_those_of_NumPy(int row)
    {
        var expected = TextGoldens.Row(File, "bounded_masked", row);
        var random = new MersenneTwister(expected.GetProperty("seed").GetUInt32());

        Assert.All(
            expected.GetProperty("y").EnumerateArray(),
            number => Assert.Equal(number.GetUInt32(), random.NextBounded(expected.GetProperty("high_inclusive").GetUInt32())));
    }
}
