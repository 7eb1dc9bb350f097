using Spam.Web.Json;

namespace Spam.Tests.Web.Json;

public class PythonNumberTests
{
    // In Python: repr(x)
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-12.25, "-12.25")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.14064905047416687, "0.14064905047416687")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.25e-7, "1.25e-07")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1234567890123456.0, "1234567890123456.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345678.0, "1.2345678901234568e+17")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void A_number_is_written_as_Python_writes_it(double number, string text) => Assert.Equal(text, PythonNumber.ToText(number));

    [Fact]
    public void Every_number_is_read_back_as_itself()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var number = i % 2 == 0 ? (double)random.NextSingle() : BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(number))
                Assert.Equal(number, double.Parse(PythonNumber.ToText(number), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
