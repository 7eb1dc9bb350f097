namespace Spam.Keras.Models;

/// <summary>Is told how training goes, and may stop it. Every method does nothing until it is overridden.</summary>
/// <remarks>Logs are in the order in which they are printed. Source: Keras 2.15, keras/src/callbacks.py.</remarks>
public abstract class Callback
{
    /// <summary>The model that is trained; set before <see cref="OnTrainBegin"/>.</summary>
    public Model? Model { get; internal set; }

    /// <summary>How many epochs and steps an epoch there will be.</summary>
    public TrainingPlan Plan { get; internal set; } = new(0, 0);

    /// <summary>Where the training prints.</summary>
    public TextWriter Output { get; internal set; } = TextWriter.Null;

    /// <summary>The model, once training has begun.</summary>
    /// <exception cref="KerasException">The callback is not part of a running training.</exception>
    protected Model RunningModel => Model ?? throw new KerasException($"{GetType().Name} is told of a training that it is no part of. Hand it to Fit.");

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>The epoch to begin with, asked after <see cref="OnTrainBegin"/>. A callback that goes on with an earlier training gives another than came.</summary>
    /// <param name="initialEpoch">The epoch that it would be, counted from 0.</param>
    public virtual int FirstEpoch(int initialEpoch) => initialEpoch;

    /// <summary>After the last epoch, also when training was stopped.</summary>
    public virtual void OnTrainEnd()
    {
    }

    /// <summary>Before an epoch, counted from 0.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation. Whoever adds to <paramref name="logs"/> adds to the history.</summary>
    public virtual void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After a training batch, counted from 0 in its epoch; the logs are the figures since the epoch began.</summary>
    public virtual void OnTrainBatchEnd(int batch, IReadOnlyDictionary<string, float> logs)
    {
    }
}
