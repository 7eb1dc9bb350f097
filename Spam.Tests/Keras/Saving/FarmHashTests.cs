using System.Text;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

/// <summary>TensorFlow's own values are in the fingerprints of the golden folders; these are one of each length that is hashed in its own way.</summary>
public class FarmHashTests
{
    [Theory]
    [InlineData(0, 0x9ae16a3b2f90404f)]
    [InlineData(3, 0x24a5b3a074e7f369)]
    [InlineData(7, 0x3c40c92b1ccb7355)]
    [InlineData(16, 0x54630bad7705cebd)]
    [InlineData(32, 0xff96b8a54087359a)]
    [InlineData(64, 0x9c4a595c23bb9bfa)]
    [InlineData(65, 0x2434d8917886fe2a)]
    [InlineData(128, 0xc3244d5ec8a4474a)]
    [InlineData(200, 0x25d40299e8419af6)]
    public void Each_length_has_its_hash(int length, ulong expected)
    {
        var text = Encoding.ASCII.GetBytes(new string([.. Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))]));

        Assert.Equal(expected, FarmHash.Of(text));
    }

    [Fact]
    public void Hashes_are_joined_in_their_order() => Assert.NotEqual(FarmHash.Join(1, 2), FarmHash.Join(2, 1));
}
