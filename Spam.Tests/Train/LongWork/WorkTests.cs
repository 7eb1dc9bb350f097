using Spam.Train.LongWork;

namespace Spam.Tests.Train.LongWork;

public sealed class WorkTests : IDisposable
{
    readonly SteppingClock _clock = new();
    readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _error.Dispose();

    [Fact]
    public void On_a_terminal_one_line_is_drawn_anew_and_wiped()
    {
        using (var work = new WorkDisplay(_error, _clock, isMoving: true).Begin("Reading data.csv"))
        {
            work.Report(0);
            _clock.Advance(2);
            work.Report(0.25);
            _clock.Advance(0.05);
            work.Report(0.26); // too soon to be seen
            _clock.Advance(1.95);
            work.Report(0.5);
        }

        var (first, second) = ("Reading data.csv [#####...............] 25 %, 6 s left", "Reading data.csv [##########..........] 50 %, 4 s left");
        Assert.Equal($"\r{first}\r{second}\r{new string(' ', second.Length)}\r", _error.ToString());
    }

    [Fact]
    public void A_shorter_line_covers_the_longer_one_before()
    {
        var display = new WorkDisplay(_error, _clock, isMoving: true);

        display.Show("long line");
        display.Show("line");

        Assert.Equal("\rlong line\rline     ", _error.ToString());
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal()
    {
        var work = new WorkDisplay(_error, _clock, isMoving: true, width: 24).Begin("Reading data.csv");

        _clock.Advance(5);
        work.Report(0.5);

        Assert.Equal("\rReading data.csv [#####", _error.ToString());
    }

    [Fact]
    public void Elsewhere_there_is_a_plain_line_now_and_then()
    {
        using (var work = new WorkDisplay(_error, _clock, isMoving: false).Begin("Training"))
        {
            for (var second = 0; second < 100; second++)
            {
                work.Report(second / 100.0);
                _clock.Advance(1);
            }
        }

        Assert.Equal("Training - 10 %, 1 min 30 s left\nTraining - 40 %, 1 min 00 s left\nTraining - 70 %, 30 s left\n", _error.ToString());
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Quick_work_shows_nothing(bool isMoving)
    {
        using (var work = new WorkDisplay(_error, _clock, isMoving).Begin("Reading"))
        {
            foreach (var _ in work.Over(Enumerable.Range(0, 9), 9))
                _clock.Advance(0.1);
        }

        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void What_was_done_before_is_no_measure_of_speed()
    {
        var work = new WorkDisplay(_error, _clock, isMoving: false).Begin("Training");

        work.Report(0.8);
        _clock.Advance(7200);
        work.Report(0.9);

        Assert.Equal("Training - 90 %, 2 h 00 min left\n", _error.ToString());
    }

    [Fact]
    public void What_cannot_say_how_far_it_is_tells_its_time()
    {
        var clock = new SteppingClock(TimeSpan.FromSeconds(4));
        using var seen = new ManualResetEventSlim();
        using var error = new SignallingWriter(seen);

        var answer = new WorkDisplay(error, clock, isMoving: false).Begin("Reading model.h5").Wait(() => seen.Wait(TimeSpan.FromMinutes(1)));

        Assert.True(answer);
        Assert.StartsWith("Reading model.h5 - 12 s", error.ToString());
    }

    [Fact]
    public void Interrupted_work_ends_when_it_next_reports_and_waiting_ends_at_once()
    {
        using var interruption = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var work = new WorkDisplay(_error, _clock, isMoving: true).Begin("Reading", interruption.Token);
        work.Report(0);
        interruption.CancelAfter(20);

        Assert.ThrowsAny<OperationCanceledException>(() => work.Wait(() => never.Wait(TimeSpan.FromMinutes(1))));
        Assert.ThrowsAny<OperationCanceledException>(() => work.Report(0.5));

        never.Set();
    }

    [Fact]
    public void What_is_finished_is_whole_although_interrupted()
    {
        using var interruption = new CancellationTokenSource();
        var work = WorkDisplay.None.Begin("Writing", interruption.Token);
        var isWhole = false;

        Assert.ThrowsAny<OperationCanceledException>(() => work.Finish(() =>
        {
            interruption.Cancel();
            isWhole = true;
        }));

        Assert.True(isWhole);
        Assert.ThrowsAny<OperationCanceledException>(() => work.Finish(() => isWhole = false)); // which does not begin
        Assert.True(isWhole);
    }

    [Fact]
    public void A_failure_is_the_one_that_was_thrown()
        => Assert.Throws<InvalidDataException>(() => WorkDisplay.None.Begin("Reading").Wait<int>(() => throw new InvalidDataException()));

    sealed class SignallingWriter(ManualResetEventSlim seen) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            seen.Set();
        }
    }
}
