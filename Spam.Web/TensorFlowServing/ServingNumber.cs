using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spam.Web.TensorFlowServing;

/// <summary>Writes a float as TensorFlow Serving does: six digits where these are enough to read it back, else nine, and never without a point or an exponent.</summary>
/// <remarks>Source: json_tensor.cc, WriteDecimal.</remarks>
static class ServingNumber
{
    const int MostCharacters = 24;

    /// <summary>Writes <paramref name="value"/>, which is finite.</summary>
    public static void Write(float value, IBufferWriter<byte> output)
    {
        Span<char> text = stackalloc char[MostCharacters];
        value.TryFormat(text, out var length, "g6", CultureInfo.InvariantCulture);
        if (float.Parse(text[..length], CultureInfo.InvariantCulture) != value)
            value.TryFormat(text, out length, "g9", CultureInfo.InvariantCulture);
        if (text[..length].IndexOfAny('.', 'e') < 0)
            ".0".CopyTo(text[length..(length += 2)]);
        Encoding.UTF8.GetBytes(text[..length], output);
    }
}
