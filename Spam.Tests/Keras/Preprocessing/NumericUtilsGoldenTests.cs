using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class NumericUtilsGoldenTests
{
    const string File = "text/padding.json";

    public static TheoryData<string> Cases => GoldenData.Keys(File, "to_categorical");

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Class_numbers_become_the_rows_of_Keras(string name)
    {
        Skip.If(name == "absent", $"{File} is absent from the golden data.");
        var expected = GoldenData.Json(File).GetProperty("to_categorical").GetProperty(name);
        if (name == "text") // the compiler's to refuse
        {
            Assert.All(
                typeof(NumericUtils).GetMethods().Where(method => method.Name == nameof(NumericUtils.ToCategorical)),
                method => Assert.Contains(method.GetParameters()[0].ParameterType, new[] { typeof(Tensor), typeof(ReadOnlySpan<int>) }));
        }
        else if (expected.TryGetProperty("error", out _))
        {
            Assert.Throws<KerasException>(() => Run(name));
        }
        else
        {
            var rows = Run(name);
            Assert.Equal(expected.GetProperty("shape").Ints(), rows.Shape.Sizes.ToArray());
            Assert.Equal(expected.GetProperty("y").Flat(), rows.Span.ToArray().Select(number => (double)number));
        }
    }

    static Tensor Run(string name) => name switch
    {
        "[0,2,1]" => NumericUtils.ToCategorical([0, 2, 1]),
        "[0,2,1] n5" => NumericUtils.ToCategorical([0, 2, 1], 5),
        "[1] n2" or "int dtype" => NumericUtils.ToCategorical([1], 2),
        "[[1],[0]]" => NumericUtils.ToCategorical(Tensor.FromRows([1], [0])),
        "[[1,0],[2,2]]" => NumericUtils.ToCategorical(Tensor.FromRows([1, 0], [2, 2])),
        "-1" => NumericUtils.ToCategorical([-1, 0], 3),
        "too big" => NumericUtils.ToCategorical([3], 3),
        "empty" => NumericUtils.ToCategorical([], 3),
        "empty none" => NumericUtils.ToCategorical([]),
        "floats" => NumericUtils.ToCategorical(Tensor.Vector(1.7f, 0.2f), 3),
        "bools" => NumericUtils.ToCategorical([1, 0]),
        "scalar" => NumericUtils.ToCategorical(new Tensor([2f], new Shape()), 4),
        "minus 4 of 3" => NumericUtils.ToCategorical([-4], 3),
        _ => throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}"),
    };
}
