using Spam.Keras;

namespace Spam.Tests.Keras;

public class PythonNumberTests
{
    // Each text is what Python 3.11's repr gives for the number.
    [Theory]
    [InlineData(0.6932066082954407, "0.6932066082954407")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1.0000000656873453e-06, "1.0000000656873453e-06")]
    [InlineData(0.00010000000474974513, "0.00010000000474974513")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e16, "1e+16")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(1e100, "1e+100")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(100.0, "100.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void A_number_is_written_as_Python_writes_it(double value, string expected)
        => Assert.Equal(expected, PythonNumber.Repr(value));
}
