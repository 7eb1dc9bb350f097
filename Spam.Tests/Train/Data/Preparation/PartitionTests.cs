using Spam.Train.Data.Preparation;
using Spam.Train.Data.Preparation.Surveys;

namespace Spam.Tests.Train.Data.Preparation;

public class PartitionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_part_gets_its_share_of_the_rows(bool stratifies)
    {
        var groups = Groups(10_000, numLabels: 2, rowsOf: _ => 1);
        var options = new PreparationOptions { Parts = [new("test", 0.2), new("validation", 0.1)], Stratifies = stratifies };

        var partition = new Partition(options, groups, 2);
        var parts = groups.All.GroupBy(pair => partition.PartOf(pair.Key, pair.Value)).ToDictionary(part => part.Key, part => part.ToList());

        Assert.Equal((2000, 1000, 7000), (parts[0].Count, parts[1].Count, parts[2].Count));
        if (stratifies)
            Assert.All(parts.Values, part => Assert.Equal(part.Count / 10, part.Count(pair => pair.Value.Labels == 1)));
    }

    [Fact]
    public void Groups_of_many_rows_count_as_many()
    {
        var groups = Groups(2000, numLabels: 1, rowsOf: i => 1 + (i % 7));
        var partition = new Partition(new() { Parts = [new("test", 0.25)] }, groups, 1);

        var test = groups.All.Where(pair => partition.PartOf(pair.Key, pair.Value) == 0).Sum(pair => pair.Value.NumKept);

        Assert.InRange(test, (0.25 * groups.All.Sum(pair => pair.Value.NumKept)) - 4, (0.25 * groups.All.Sum(pair => pair.Value.NumKept)) + 4);
    }

    [Fact]
    public void The_seed_decides_and_the_order_does_not()
    {
        var options = new PreparationOptions { Parts = [new("test", 0.5)], Seed = 1 };
        var (groups, turned) = (Groups(500, 1, _ => 1), Groups(500, 1, _ => 1, turned: true));

        var first = PartsOf(groups, options);
        var second = PartsOf(turned, options);
        var other = PartsOf(groups, options with { Seed = 2 });

        Assert.True(first.SetEquals(second));
        Assert.InRange(first.Count(other.Contains), 150, 350);
    }

    static HashSet<(Digest Words, int Part)> PartsOf(DigestTable<TextGroup> groups, PreparationOptions options)
    {
        var partition = new Partition(options, groups, 1);
        return [.. groups.All.Select(pair => (pair.Key, partition.PartOf(pair.Key, pair.Value)))];
    }

    static DigestTable<TextGroup> Groups(int count, int numLabels, Func<int, int> rowsOf, bool turned = false)
    {
        var groups = new DigestTable<TextGroup>();
        foreach (var i in turned ? Enumerable.Range(0, count).Reverse() : Enumerable.Range(0, count))
            groups.At(Digest.Of($"text {i}"), out _) = new(default, i % 10 == 0 ? numLabels - 1 : 0, rowsOf(i));
        return groups;
    }
}
