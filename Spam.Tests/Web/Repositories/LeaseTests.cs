using Spam.Tests.Web.Predictions;
using Spam.Web.Repository;

namespace Spam.Tests.Web.Repositories;

public class LeaseTests
{
    [Fact]
    public void A_model_goes_with_the_last_who_holds_it()
    {
        var model = new LoadedModel("m", new CountingClassifier());
        var (one, two) = (model.Borrow()!, model.Borrow()!);

        model.LetGo(); // by the repository
        one.Dispose();
        one.Dispose(); // a second time counts for nothing

        Assert.False(model.IsGone);
        Assert.Equal("v1", two.Classifier.Version);

        two.Dispose();

        Assert.True(model.IsGone);
        Assert.Null(model.Borrow());
        Assert.Throws<ObjectDisposedException>(() => two.Classifier);
    }

    [Fact]
    public void What_has_gone_can_be_collected()
    {
        var (model, classifier) = Used();

        GC.Collect();

        Assert.False(classifier.IsAlive);
        Assert.True(model.IsGone);
    }

    [Fact]
    public async Task Among_many_threads_it_goes_exactly_when_the_last_lease_ends()
    {
        for (var round = 0; round < 50; round++)
        {
            var model = new LoadedModel("m", new CountingClassifier());
            var held = 0;
            var threads = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (model.Borrow() is { } lease)
                {
                    Interlocked.Increment(ref held);
                    Assert.Equal("v1", lease.Classifier.Version); // never gone while it is held
                    Assert.False(model.IsGone);
                    Interlocked.Decrement(ref held);
                    lease.Dispose();
                }
            })).ToArray();

            await Task.Yield();
            model.LetGo();
            await Task.WhenAll(threads);

            Assert.Equal((true, 0), (model.IsGone, held));
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static (LoadedModel Model, WeakReference Classifier) Used()
    {
        var classifier = new CountingClassifier();
        var model = new LoadedModel("m", classifier);
        using (var lease = model.Borrow()!)
            lease.Classifier.Predict(["ab"]);
        model.LetGo();
        return (model, new(classifier));
    }
}
