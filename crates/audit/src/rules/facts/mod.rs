pub mod procurement_parts;
pub mod vehicle_parts;
