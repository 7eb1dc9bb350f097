using System.Text;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public class Crc32CTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 0xC1D04330u)]
    [InlineData("123456789", 0xE3069283u)] // RFC 3720's check value
    public void Known_texts_have_their_known_checksum(string text, uint expected)
        => Assert.Equal(expected, Crc32C.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Thirty_two_zeros_have_the_checksum_of_RFC_3720()
        => Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));

    [Fact]
    public void A_checksum_can_be_continued_at_any_place()
    {
        var bytes = new byte[100];
        new Random(7).NextBytes(bytes);

        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(Crc32C.Of(bytes), Crc32C.Of(bytes.AsSpan(cut), before: Crc32C.Of(bytes.AsSpan(0, cut))));
    }

    [Fact]
    public void Every_length_agrees_with_the_plain_loop()
    {
        var bytes = new byte[70];
        new Random(8).NextBytes(bytes);

        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(Plain(bytes.AsSpan(0, length)), Crc32C.Of(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void The_mask_rotates_and_adds()
        => Assert.Equal(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u), Crc32C.MaskedOf("123456789"u8));

    static uint Plain(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }

        return ~crc;
    }
}
