//! 05 classification names, codes and items (科目).
