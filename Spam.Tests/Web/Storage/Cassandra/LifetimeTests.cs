using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

public class LifetimeTests
{
    static readonly DateTimeOffset _now = new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero), _last = new(2038, 1, 19, 3, 14, 6, TimeSpan.Zero);

    [Fact]
    public void Seconds_are_counted_up_and_one_at_least()
    {
        Assert.Equal(3_600, Lifetime.Until(_now.AddHours(1), _now));
        Assert.Equal(2, Lifetime.Until(_now.AddSeconds(1.2), _now));
        Assert.Equal(1, Lifetime.Until(_now.AddDays(-1), _now));
    }

    [Fact]
    public void Nothing_ends_later_than_the_server_can_count()
    {
        var now = _last.AddSeconds(-100.5);

        Assert.Equal((int)(_last - _now).TotalSeconds, Lifetime.Until(_now.AddDays(36_500), _now));
        Assert.Equal(100, Lifetime.Until(now.AddDays(30), now));
        Assert.Equal(0, Lifetime.Until(_last.AddDays(30), _last.AddDays(1)));
    }
}
