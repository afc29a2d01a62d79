package dev.azulejo.lab.quote;

import java.util.List;
import java.util.Optional;

/// States the time and money that a training takes on a machine.
///
/// @param machine that would train
/// @param hours of its work
/// @param onDemand US dollars
/// @param onSpot US dollars; each loss of a Spot machine costs the steps since the last checkpoint, and a new start
/// @param power US dollars, for a machine of one's own
public record TrainingQuote(Machine machine, double hours, double onDemand, double onSpot, double power) {
    private static final double SECONDS = 3600;

    /// How often AWS takes a Spot machine away, per hour; its advisor says 5 to 10 % a month for most.
    static final double TAKEN_AN_HOUR = 0.05;

    /// The seconds that each loss costs: until the next machine works, and to repeat steps.
    static final double LOST_SECONDS = 240;

    /// @param stages of a chain, each with its steps and the work of one
    /// @param kilowattHour price of it in US dollars
    public static TrainingQuote of(Machine machine, List<Stage> stages, double kilowattHour) {
        double hours = stages.stream()
                        .mapToDouble(stage -> stage.steps() * machine.step(stage.work()))
                        .sum()
                / SECONDS;
        double longer = 1 + TAKEN_AN_HOUR * LOST_SECONDS / SECONDS;
        return new TrainingQuote(
                machine,
                hours,
                hours * machine.hour(),
                hours * longer * machine.spotHour(),
                machine.price() > 0 ? hours * machine.watts() / 1000 * kilowattHour : 0);
    }

    /// Describes a stage of a chain.
    public record Stage(int steps, StepWork work) {
        /// The hours of the stage on the machine on which it was measured.
        public double hoursHere() {
            return steps * work.here() / SECONDS;
        }
    }

    /// How many such trainings an own machine must do until it is cheaper than a rented one; empty if
    /// renting costs no more than power does.
    ///
    /// @param own the quote of the machine to buy
    /// @param rented US dollars for this training
    public static Optional<Double> trainingsUntilCheaper(TrainingQuote own, double rented) {
        double saved = rented - own.power;
        return saved > 0 ? Optional.of(own.machine.price() / saved) : Optional.empty();
    }
}
