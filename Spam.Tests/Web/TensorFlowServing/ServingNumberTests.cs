using System.Buffers;
using System.Globalization;
using System.Text;
using Spam.Web.TensorFlowServing;

namespace Spam.Tests.Web.TensorFlowServing;

public class ServingNumberTests
{
    // What absl::StrCat and, where that is not enough, "%.9g" print.
    [Theory]
    [InlineData(0f, "0.0")]
    [InlineData(1f, "1.0")]
    [InlineData(0.86f, "0.86")]
    [InlineData(0.14064905f, "0.14064905")]
    [InlineData(0.669074059f, "0.669074059")]
    [InlineData(1e-5f, "1e-05")]
    [InlineData(0.0001f, "0.0001")]
    [InlineData(1.23456789e-8f, "1.23456791e-08")]
    [InlineData(9_000_000f, "9e+06")]
    [InlineData(-3.5f, "-3.5")]
    public void Numbers_have_six_digits_or_nine(float number, string expected)
        => Assert.Equal(expected, Written(number));

    [Fact]
    public void Each_number_is_read_back_as_it_was()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var number = BitConverter.Int32BitsToSingle(random.Next());
            if (float.IsFinite(number))
                Assert.Equal(number, float.Parse(Written(number), CultureInfo.InvariantCulture));
        }
    }

    static string Written(float number)
    {
        var output = new ArrayBufferWriter<byte>();
        ServingNumber.Write(number, output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
