using Spam.Train.Commands;

namespace Spam.Tests.Train.Commands;

public class SpellingTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("--epocs", "--epochs", 1)]
    [InlineData("--ephocs", "--epochs", 2)]
    [InlineData("--seeed", "--seed", 1)]
    [InlineData("--esed", "--seed", 1)]
    public void Edits_are_counted(string a, string b, int edits)
        => Assert.Equal(edits, Spelling.Edits(a, b));

    [Theory]
    [InlineData("--epoch", "--epochs")]
    [InlineData("--numwords", "--num-words")]
    [InlineData("--Seed", "--seed")]
    [InlineData("--nonsense", null)]
    public void The_nearest_is_found_unless_all_are_far(string word, string? nearest)
        => Assert.Equal(nearest, Spelling.Nearest(word, ["--epochs", "--num-words", "--seed", "--test-size"]));
}
